"use strict";
/* What NDEx's viewer code makes of CX2, and what cytoscape.js draws of that: node draw_cx2.js CONVERTER CYTOSCAPE < CX2 */

globalThis.self = globalThis; // both are made for browsers
const [converter, cytoscape] = process.argv.slice(2).map((path) => require(path));
const document = JSON.parse(require("fs").readFileSync(0, "utf8"));

const { elements, style } = converter.convert(document, "cytoscapeJS");
const graph = cytoscape({ headless: true, styleEnabled: true, elements, style });
const drawn = (element, names) => Object.fromEntries(names.map((name) => [name, element.style(name)]));
const NODE = ["label", "shape", "background-color", "color", "width", "height", "font-size"];
const EDGE = ["line-color", "width", "opacity"];
const large = converter.convert(document, "lnv");

console.log(
  JSON.stringify({
    nodes: Object.fromEntries(graph.nodes().map((node) => [node.id(), drawn(node, NODE)])),
    edges: Object.fromEntries(graph.edges().map((edge) => [edge.id(), drawn(edge, EDGE)])),
    largeNodes: Object.fromEntries(large.nodeViews.map((view) => [view.id, view])),
    largeEdges: Object.fromEntries(large.edgeViews.map((view) => [view.id, view])),
  }),
);
process.exit(); // cytoscape.js keeps a timer
