"use strict";
/* What is selected, in words. */

const SIGNS = { 1: " (+)", "-1": " (−)" };

/** What the selection panel says before anything is selected: the figure's story in numbers. */
function story({ figure, nodes, stated }) {
  const [state, name] = figure.merged ? ["captions state", "figures name"] : ["caption states", "figure names"];
  const linked = new Set(stated.flatMap(({ source, target }) => [source, target])).size;
  const families = nodes.filter(({ members }) => members.length);
  const genes = new Set(families.flatMap(({ members }) => members.map(({ name }) => name))).size;
  const told = stated.length
    ? `The ${state} ${counted(stated.length, "relation")} between ${linked} of ${counted(nodes.length, "participant")}.`
    : `The ${state} no relation that could be read; the ${name} ${counted(nodes.length, "participant")}.`;
  const grouped = families.length
    ? ` ${counted(families.length, "family or complex stands", "families and complexes stand")} for ${counted(genes, "gene")}.`
    : "";
  const hints = [
    stated.length && "Choose an arrow to see the sentence it was read from.",
    families.length && "Double-click a family to open it.",
  ];
  return [
    element("p", { className: "story" }, told, grouped),
    element("p", { className: "hint" }, hints.filter(Boolean).join(" ")),
  ];
}

function fact(term, ...value) {
  return value.some((part) => part !== "" && part !== undefined)
    ? [element("dt", {}, term), element("dd", {}, ...value)]
    : [];
}

function ofEdge(edge, names, pick) {
  const end = (id) =>
    element("button", { type: "button", className: "end", onclick: () => pick(id) }, names.get(id));
  return [
    element("h2", {}, end(edge.source), arrow(edge), end(edge.target)),
    element("blockquote", {}, ...withWords(edge.evidence, new Map([[edge.trigger, "trigger"]]))),
    element("p", {}, edge.why),
    element(
      "dl",
      {},
      ...fact("states", edge.interaction, SIGNS[edge.sign] ?? "", edge.hedged ? ", with reserve" : ""),
      ...fact("trigger", edge.trigger),
      ...fact("read by", edge.frame),
      ...fact(
        "confidence",
        element("meter", { min: 0, max: 1, value: edge.confidence }),
        ` ${edge.confidence.toFixed(2)}`,
      ),
    ),
  ];
}

function ofNode(node, edges, names, { pick, toggle, open, sought }) {
  const own = edges.filter(({ source, target }) => source === node.id || target === node.id);
  const member = ({ name, href }) => {
    const shown = href ? link({ label: name, href }) : element("span", {}, name);
    shown.classList.toggle("sought", name === sought);
    return element("li", {}, shown);
  };
  const doors = node.opens
    ? [element("button", { type: "button", className: "door", onclick: toggle }, open ? "Close" : "Open")]
    : [];
  return [
    element("h2", {}, node.name, element("small", {}, node.kind), ...doors),
    element("p", {}, node.why),
    element(
      "dl",
      {},
      ...fact("drawn as", node.drawn.join(", ")),
      ...fact("in the caption", node.mentioned.join(", ")),
      ...fact("identifier", ...node.links.map(link)),
      ...fact("organism", node.organism),
    ),
    element("div", { className: "own" }, ...own.map((edge) => relation(edge, names, pick))),
    element("ul", { className: "members", ariaLabel: "Members" }, ...node.members.map(member)),
  ];
}
