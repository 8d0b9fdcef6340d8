"use strict";
/* What stands beside the network: the paper, the picture, the legend and the lists. */

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const link = ({ label, href }) => element("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);

function showPaper(place, figure) {
  place.replaceChildren(
    element("p", { className: "facts" }, figure.facts.filter(Boolean).join(" · ")),
    element("h1", {}, figure.title),
    element("p", { className: "citation" }, element("cite", {}, figure.paper), " ", figure.citation),
    element("nav", { ariaLabel: "Sources" }, ...figure.links.map(link)),
  );
}

function showPicture(place, { merged, picture, title, links }) {
  const absent = (reason) =>
    place.replaceChildren(element("p", { className: "absent" }, reason, ...links.slice(0, 1).map(link)));
  if (merged) return absent("Several figures have no picture in common; behind each sentence stands its figure. ");
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
  const kindOf = ({ kind }) => kind;
  const lookOf = ({ look }) => `${look.colour} ${look.arrow} ${look.arrowFill}`;
  const arrows = rows(surest, arrow, lookOf, ({ interaction }) => interaction);
  if (edges.some(({ look }) => look.line === unsure.line))
    arrows.push(element("li", {}, arrow({ look: unsure }), "less sure"));
  place.replaceChildren(element("ul", {}, ...rows(nodes, patch, kindOf, kindOf)), element("ul", {}, ...arrows));
}

/** One relation as a line that can be picked: source, arrow, target. */
function relation(edge, names, pick) {
  const ends = [names.get(edge.source), names.get(edge.target)];
  const ariaLabel = ends.join(` ${edge.interaction} `);
  const onclick = () => pick(edge.id);
  return element(
    "button",
    { type: "button", className: "relation", ariaLabel, onclick },
    ends[0],
    arrow(edge),
    ends[1],
  );
}

function showRelations(place, edges, names, pick, { merged }) {
  const inOrder = edges.toSorted((one, other) => one.start - other.start);
  const item = (edge) =>
    element(
      "li",
      { id: `row-${edge.id}` },
      relation(edge, names, pick),
      element(
        "span",
        { className: "how" },
        `${edge.interaction} `,
        element("data", { value: edge.confidence }, edge.confidence.toFixed(2)),
      ),
    );
  const title = merged ? "What the captions state" : "What the caption states";
  place.replaceChildren(element("h2", {}, title), element("ol", {}, ...inOrder.map(item)));
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
