"use strict";
/* What stands around the network: the paper, the picture, the selection, the legend and the lists. */

const SIGNS = new Map([[1, "+"], [-1, "−"], [0, ""]]);
const SVG = "http://www.w3.org/2000/svg";
const HEADS = {
  triangle: "M22 2 L32 7 L22 12 Z",
  vee: "M22 2 L32 7 L22 12 L25 7 Z",
  tee: "M29 1 H32 V13 H29 Z",
  circle: "M22 7 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 Z",
  square: "M23 3 H32 V11 H23 Z",
  diamond: "M20 7 L26 2 L32 7 L26 12 Z",
};
const OUTLINES = {
  octagon: "M8 2 H18 L24 6 V10 L18 14 H8 L2 10 V6 Z",
  hexagon: "M7 2 H19 L24 8 L19 14 H7 L2 8 Z",
  diamond: "M13 2 L24 8 L13 14 L2 8 Z",
  rhomboid: "M2 2 H18 L24 14 H8 Z",
  triangle: "M13 2 L24 14 H2 Z",
  vee: "M2 2 L13 5 L24 2 L13 14 Z",
};
const CORNERS = { ellipse: 7, "round-rectangle": 4 };
const DASHES = { dashed: "4 3", dotted: "1.5 3" };

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const link = ({ label, href }) => element("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);

function drawn(tag, attributes) {
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}

/** A small arrow that looks as the edge does. */
function arrow({ look }) {
  const svg = drawn("svg", { viewBox: "0 0 34 14", class: "arrow", "aria-hidden": "true" });
  const colour = darkScheme.matches ? onDark(look.colour) : look.colour;
  const dashes = DASHES[look.line] ?? "none";
  svg.append(drawn("path", { d: "M1 7 H23", stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes }));
  if (look.arrow in HEADS) {
    const fill = look.arrowFill === "hollow" ? "none" : colour;
    svg.append(drawn("path", { d: HEADS[look.arrow], fill, stroke: colour }));
  }
  return svg;
}

/** A small outline that looks as the node does. */
function patch({ look }) {
  const svg = drawn("svg", { viewBox: "0 0 26 16", class: "patch", "aria-hidden": "true" });
  const paint = { fill: look.fill, stroke: look.border, "stroke-width": Math.min(look.borderWidth, 3) };
  const box = { x: 2, y: 2, width: 22, height: 12, rx: CORNERS[look.shape] ?? 0 };
  svg.append(look.shape in OUTLINES ? drawn("path", { d: OUTLINES[look.shape], ...paint }) : drawn("rect", { ...box, ...paint }));
  return svg;
}

function showPaper(place, figure) {
  place.replaceChildren(
    element("p", { className: "facts" }, figure.facts.join(" · ")),
    element("h1", {}, figure.title),
    element("p", { className: "citation" }, element("cite", {}, figure.paper), " ", figure.citation),
    element("nav", { ariaLabel: "Sources" }, ...figure.links.map(link)),
  );
}

function showPicture(place, { picture, title, links }) {
  const absent = (reason) => place.replaceChildren(element("p", { className: "absent" }, reason, ...links.slice(0, 1).map(link)));
  if (!picture) return absent("The page names no picture of this figure. ");
  const image = element("img", { alt: `The figure as published: ${title}`, referrerPolicy: "no-referrer" });
  image.onerror = () => absent("The figure's picture could not be loaded; it needs the network. ");
  place.replaceChildren(image);
  image.src = picture;
}

/** Kinds that look alike share a row; the surest edge shows how its kind looks. */
function showLegend(place, { nodes, edges, unsure }) {
  const rows = (items, glyph, alike, kind) => {
    const groups = Map.groupBy(items, alike);
    const names = (group) => [...new Set(group.map(kind))].join(", ");
    return [...groups.values()].map((group) => element("li", {}, glyph(group[0]), names(group)));
  };
  const surest = edges.toSorted((one, other) => other.confidence - one.confidence);
  const arrows = rows(surest, arrow, ({ look }) => `${look.colour} ${look.arrow} ${look.arrowFill}`, ({ interaction }) => interaction);
  if (edges.some(({ look }) => look.line === unsure.line)) arrows.push(element("li", {}, arrow({ look: unsure }), "less sure"));
  place.replaceChildren(
    element("ul", {}, ...rows(nodes, patch, ({ kind }) => kind, ({ kind }) => kind)),
    element("ul", {}, ...arrows),
  );
}

/** One relation as a line that can be picked: source, arrow, target. */
function relation(edge, names, pick) {
  const ends = [names.get(edge.source), names.get(edge.target)];
  const ariaLabel = ends.join(` ${edge.interaction} `);
  const onclick = () => pick(edge.id);
  return element("button", { type: "button", className: "relation", ariaLabel, onclick }, ends[0], arrow(edge), ends[1]);
}

function showRelations(place, edges, names, pick) {
  const inOrder = edges.toSorted((one, other) => one.start - other.start);
  const item = (edge) =>
    element(
      "li",
      { id: `row-${edge.id}` },
      relation(edge, names, pick),
      element("span", { className: "how" }, `${edge.interaction} `, element("data", { value: edge.confidence }, edge.confidence.toFixed(2))),
    );
  place.replaceChildren(element("h2", {}, "What the caption states"), element("ol", {}, ...inOrder.map(item)));
  place.hidden = !edges.length;
}

function showFamilies(place, nodes, pick) {
  const families = nodes.filter(({ members }) => members.length);
  const item = (node) =>
    element(
      "li",
      {},
      element("button", { type: "button", className: "relation", onclick: () => pick(node.id) }, node.name),
      element("span", { className: "how" }, node.members.map(({ name }) => name).join(", ")),
    );
  place.replaceChildren(element("h2", {}, "Families and complexes"), element("ul", {}, ...families.map(item)));
  place.hidden = !families.length;
}

/** What the selection panel says before anything is selected: the figure's story in numbers. */
function story({ nodes, edges }) {
  const linked = new Set(edges.flatMap(({ source, target }) => [source, target])).size;
  const families = nodes.filter(({ members }) => members.length);
  const genes = new Set(families.flatMap(({ members }) => members.map(({ name }) => name))).size;
  const told = edges.length
    ? `The caption states ${counted(edges.length, "relation")} between ${linked} of ${counted(nodes.length, "participant")}.`
    : `The caption states no relation that could be read; the figure names ${counted(nodes.length, "participant")}.`;
  const grouped = families.length
    ? ` ${counted(families.length, "family or complex stands", "families and complexes stand")} for ${counted(genes, "gene")}.`
    : "";
  return [
    element("p", { className: "story" }, told, grouped),
    element("p", { className: "hint" }, "Choose an arrow to see the sentence it was read from. Double-click a family to open it."),
  ];
}

function fact(term, ...value) {
  return value.some((part) => part !== "" && part !== undefined)
    ? [element("dt", {}, term), element("dd", {}, ...value)]
    : [];
}

function ofEdge(edge, names, pick) {
  const end = (id) => element("button", { type: "button", className: "end", onclick: () => pick(id) }, names.get(id));
  const sure = edge.confidence.toFixed(2);
  const sign = edge.sign ? ` (${SIGNS.get(edge.sign)})` : "";
  return [
    element("h2", {}, end(edge.source), arrow(edge), end(edge.target)),
    element("blockquote", {}, ...withWords(edge.evidence, new Map([[edge.trigger, "trigger"]]))),
    element("p", {}, edge.why),
    element(
      "dl",
      {},
      ...fact("states", `${edge.interaction}${sign}`, edge.hedged ? ", with reserve" : ""),
      ...fact("trigger", edge.trigger),
      ...fact("read by", edge.frame),
      ...fact("confidence", element("meter", { min: 0, max: 1, value: edge.confidence }), ` ${sure}`),
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
  const doors = node.opens ? [element("button", { type: "button", className: "door", onclick: toggle }, open ? "Close" : "Open")] : [];
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
