"use strict";
/* The page: one figure shown, everything on it answering to one selection. */

const byId = (id) => document.getElementById(id);
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Mark in the caption what an edge or a node was read from. */
function markEvidence({ mark }, drawn) {
  const participants = (words) => words.map((word) => [word, "participant"]);
  if (drawn.isNode()) return mark(new Map(participants(drawn.data("mentioned"))));
  const { called, trigger, start, end } = drawn.data();
  return mark(new Map([...participants(called), [trigger, "trigger"]]), { start, end });
}

/** Show what is selected or pointed at: in the network, in the caption and in words. */
function show(view, { id, member }) {
  const { graph, edges, names, mark } = view;
  const drawn = graph.getElementById(id ?? "");
  graph.elements().removeClass("chosen faded");
  if (drawn.empty()) {
    mark();
    byId("selection").replaceChildren(...story(view));
    return;
  }
  const near = drawn.isNode() ? drawn.closedNeighborhood() : drawn.union(drawn.connectedNodes());
  graph.elements(":orphan, edge").difference(near).addClass("faded");
  drawn.addClass("chosen");
  markEvidence(view, drawn);
  const pick = (other) => select(view, { id: other });
  const doings = {
    pick,
    sought: member,
    open: drawn.isNode() && drawn.isParent(),
    toggle: () => openOrClose(view, drawn),
  };
  byId("selection").replaceChildren(
    ...(drawn.isEdge() ? ofEdge(drawn.data(), names, pick) : ofNode(drawn.data(), edges, names, doings)),
  );
}

function select(view, chosen) {
  view.chosen = chosen;
  show(view, chosen);
  document.querySelector("[aria-current]")?.removeAttribute("aria-current");
  byId(`row-${chosen.id}`)?.setAttribute("aria-current", "true");
}

function openOrClose(view, node) {
  toggleFamily(view.graph, node);
  show(view, view.chosen);
}

/** Where the caption stands beside the network, bring what is marked in it into sight. */
function reveal() {
  if (!matchMedia("(min-width: 64rem)").matches) return;
  document.querySelector("#caption .marked, #caption mark")?.scrollIntoView({ block: "nearest" });
}

function listenToNetwork(view) {
  const { graph } = view;
  // A member of an open family stands for its family.
  const meant = (drawn) =>
    drawn.isChild?.() ? { id: drawn.parent().id(), member: drawn.data("name") } : { id: drawn.id() };
  const point = (at) => byId("network").classList.toggle("pointing", at);
  graph.on("mouseover", "node, edge", ({ target }) => (point(true), show(view, meant(target))));
  graph.on("mouseout", "node, edge", () => (point(false), show(view, view.chosen)));
  graph.on("tap", ({ target }) => (select(view, target === graph ? { id: null } : meant(target)), reveal()));
  graph.on("dbltap", "node", ({ target }) => openOrClose(view, graph.getElementById(meant(target).id)));
}

/** The nearest node that lies in a direction, those straight ahead before those askew. */
function neighbourIn(graph, node, [right, down]) {
  const { x, y } = node.position();
  const ahead = graph.nodes(":orphan").map((other) => {
    const [dx, dy] = [other.position("x") - x, other.position("y") - y];
    const along = dx * right + dy * down;
    return { id: other.id(), along, far: along ** 2 + 4 * (dx * down - dy * right) ** 2 };
  });
  return ahead.filter(({ along }) => along > 0).sort((one, other) => one.far - other.far)[0];
}

function listenToKeysAndButtons(view) {
  const { graph, figure } = view;
  const current = () => graph.nodes().getElementById(view.chosen.id ?? "");
  const zoomBy = (factor) =>
    graph.zoom({
      level: graph.zoom() * factor,
      renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 },
    });
  const go = (direction) => {
    const next = current().empty() ? { id: graph.nodes()[0]?.id() } : neighbourIn(graph, current(), direction);
    if (next) (select(view, next), reveal());
  };
  const nearer = () => zoomBy(1.25);
  const farther = () => zoomBy(0.8);
  const fit = () => lookAt(graph, graph.elements());
  const keys = {
    "+": nearer,
    "-": farther,
    0: fit,
    Escape: () => select(view, { id: null }),
    Enter: () => current().forEach((node) => openOrClose(view, node)),
    ...Object.fromEntries(Object.entries(DIRECTIONS).map(([key, direction]) => [key, () => go(direction)])),
  };
  byId("network").onkeydown = (event) => {
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  };
  byId("nearer").onclick = nearer;
  byId("farther").onclick = farther;
  byId("fit").onclick = fit;
  byId("png").onclick = () => {
    show(view, { id: null });
    save(picture(graph, view), `${figure.figid}.png`);
    show(view, view.chosen);
  };
}

function listenToSearch(view) {
  const { graph, nodes } = view;
  const known = new Set(nodes.flatMap(({ name, members }) => [name, ...members.map((member) => member.name)]));
  byId("names").replaceChildren(...[...known].map((value) => element("option", { value })));
  byId("tools").onsubmit = (event) => event.preventDefault();
  byId("search").oninput = ({ target }) => {
    const hits = findNodes(nodes, target.value);
    byId("found").textContent = hitsInWords(hits, target.value);
    graph.nodes().removeClass("found");
    hits.forEach(({ node }) => graph.getElementById(node.id).addClass("found"));
    const [first] = hits;
    select(view, { id: first?.node.id ?? null, member: first?.member });
    lookAt(graph, first ? graph.getElementById(first.node.id).closedNeighborhood() : graph.elements());
  };
}

/** Let the slider move from the least sure relation that is drawn to certainty, and hide what is below it. */
function listenToThreshold({ graph, stated }) {
  const slider = byId("sureness");
  const told = byId("threshold").querySelector("output");
  byId("threshold").hidden = !stated.length;
  slider.min = Math.floor(20 * Math.min(1, ...stated.map(({ confidence }) => confidence))) / 20;
  told.textContent = slider.value = slider.min;
  slider.oninput = ({ target }) => {
    told.textContent = target.value;
    for (const { id, confidence } of stated) {
      const unsure = confidence < target.valueAsNumber;
      graph.getElementById(id).toggleClass("unsure", unsure);
      byId(`row-${id}`).hidden = unsure;
    }
  };
}

function save(blob, name) {
  const anchor = element("a", { href: URL.createObjectURL(blob), download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

/** Show one figure: its paper, its network, its caption, its lists; returns the cytoscape.js instance. */
function showFigure(values) {
  const { figure, nodes, edges } = values;
  const stated = edges.filter(({ interaction }) => interaction !== "member");
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const pick = (id) => select(view, { id });
  const graph = drawNetwork(byId("network"), values);
  const mark = layCaption(byId("caption"), figure.caption, stated, pick);
  const view = { ...values, stated, names, graph, mark, chosen: { id: null } };

  showPaper(byId("paper"), figure);
  showPicture(byId("picture"), figure);
  showLegend(byId("legend"), values);
  showRelations(byId("relations"), stated, names, pick, figure);
  showFamilies(byId("families"), nodes, pick);
  byId("colophon").textContent = figure.methods;
  listenToNetwork(view);
  listenToKeysAndButtons(view);
  listenToSearch(view);
  listenToThreshold(view);
  show(view, view.chosen);
  return graph;
}

const embedded = byId("figure-data");
if (embedded) globalThis.graph = showFigure(JSON.parse(embedded.textContent));
