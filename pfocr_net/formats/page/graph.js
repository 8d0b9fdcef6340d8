"use strict";
/* The network: drawn by cytoscape.js where the layout put it. */

const MARGIN = 24;
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Mix a #RRGGBB colour with white until a line of it can be seen on a dark ground. */
function onDark(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const brightness = (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]) / 255;
  const white = Math.max(0, 0.62 - brightness);
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * white)).join(",")})`;
}

/** The look of everything, every value taken from the element's own `look`. */
function stylesheet({ ground }, dark) {
  const line = (edge) => (dark ? onDark(edge.data("look").colour) : edge.data("look").colour);
  const ink = dark ? "#e9e7e2" : "#22262b";
  const inside = dark ? "#16181c" : ground;
  return [
    {
      selector: "node",
      style: {
        label: "data(name)",
        shape: "data(look.shape)",
        "shape-polygon-points": "-0.84 -1 1 -1 0.84 1 -1 1", // a parallelogram
        width: "data(look.width)",
        height: "data(look.height)",
        color: "data(look.ink)",
        "font-size": "data(look.fontSize)",
        "font-family": "Arial, Helvetica, sans-serif",
        "background-color": "data(look.fill)",
        "background-opacity": "data(look.opacity)",
        "border-color": "data(look.border)",
        "border-width": "data(look.borderWidth)",
        "border-style": "data(look.borderStyle)",
        "text-valign": "center",
        "text-wrap": "wrap",
        "text-max-width": (node) => node.data("look").width - 6,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(look.width)",
        opacity: "data(look.opacity)",
        "line-color": line,
        "line-style": "data(look.line)",
        "target-arrow-color": line,
        "target-arrow-shape": "data(look.arrow)",
        "target-arrow-fill": "data(look.arrowFill)",
        "arrow-scale": 1.1,
        "z-compound-depth": "orphan", // below every box
        "curve-style": "bezier",
        "control-point-step-size": 46,
        "loop-direction": "-45deg",
        "loop-sweep": "60deg",
      },
    },
    {
      selector: "node:parent",
      style: {
        shape: "round-rectangle",
        padding: "14px",
        color: ink,
        "background-color": inside,
        "text-valign": "top",
        "text-margin-y": -5,
        "text-max-width": 400,
        "font-weight": "bold",
      },
    },
    { selector: ".faded", style: { opacity: 0.28 } },
    { selector: "edge.unsure", style: { display: "none" } },
    {
      selector: "edge.chosen",
      style: {
        width: (edge) => edge.data("look").width + 2,
        opacity: 1,
        "z-index": 9,
      },
    },
    {
      selector: "node.chosen, node.found",
      style: { "outline-color": "#f2b705", "outline-opacity": 0.75, "outline-width": 5, "outline-offset": 3 },
    },
  ];
}

/** Draw the figure's network in a container; returns the cytoscape.js instance. */
function drawNetwork(container, values) {
  const { nodes, edges } = values;
  const graph = cytoscape({
    container,
    elements: [
      ...nodes.map(({ x, y, ...data }) => ({ group: "nodes", data, position: { x, y } })),
      ...edges.map((data) => ({ group: "edges", data })),
    ],
    style: stylesheet(values, darkScheme.matches),
    layout: { name: "preset" },
    minZoom: 0.1,
    maxZoom: 2.5,
    autounselectify: true,
    boxSelectionEnabled: false,
  });
  const { w, h } = graph.elements().boundingBox();
  container.style.setProperty("--proportions", `${w + 2 * MARGIN} / ${h + 2 * MARGIN}`);
  graph.resize().viewport(viewOf(graph, graph.elements()));
  darkScheme.addEventListener("change", () => graph.style(stylesheet(values, darkScheme.matches)));
  return graph;
}

/** The view that shows elements whole, no larger than they need to be read. */
function viewOf(graph, elements) {
  const { x1, y1, w, h } = elements.boundingBox();
  const zoom = Math.min((graph.width() - 2 * MARGIN) / w, (graph.height() - 2 * MARGIN) / h, 1.5);
  return {
    zoom,
    pan: { x: graph.width() / 2 - zoom * (x1 + w / 2), y: graph.height() / 2 - zoom * (y1 + h / 2) },
  };
}

function lookAt(graph, elements) {
  if (stillness.matches) graph.viewport(viewOf(graph, elements));
  else graph.animate(viewOf(graph, elements), { duration: 260 });
}

/** The picture of the whole network on its own ground, whatever the scheme. */
function picture(graph, values) {
  graph.style(stylesheet(values, false));
  const png = graph.png({ output: "blob", full: true, scale: 3, bg: values.ground });
  graph.style(stylesheet(values, darkScheme.matches));
  return png;
}
