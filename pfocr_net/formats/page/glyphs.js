"use strict";
/* Small drawings in the text that look as nodes and edges do in the network. */

const SVG = "http://www.w3.org/2000/svg";
const HEADS = {
  triangle: "M22 2 L32 7 L22 12 Z",
  vee: "M22 2 L32 7 L22 12 L25 7 Z",
  tee: "M29 1 H32 V13 H29 Z",
  "triangle-cross": "M22 2 L32 7 L22 12 Z M20 2 V12",
  circle: "M22 7 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 Z",
  square: "M23 3 H32 V11 H23 Z",
  diamond: "M20 7 L26 2 L32 7 L26 12 Z",
};
const OUTLINES = {
  octagon: "M8 2 H18 L24 6 V10 L18 14 H8 L2 10 V6 Z",
  hexagon: "M7 2 H19 L24 8 L19 14 H7 L2 8 Z",
  diamond: "M13 2 L24 8 L13 14 L2 8 Z",
  polygon: "M5 2 H24 L21 14 H2 Z",
  triangle: "M13 2 L24 14 H2 Z",
  vee: "M2 2 L13 5 L24 2 L13 14 Z",
};
const CORNERS = { ellipse: 7, "round-rectangle": 4 };
const DASHES = { dashed: "4 3", dotted: "1.5 3" };

function drawn(tag, attributes) {
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}

/** A small arrow that looks as the edge does. */
function arrow({ look }) {
  const svg = drawn("svg", { viewBox: "0 0 34 14", class: "arrow", "aria-hidden": "true" });
  svg.style.color = `light-dark(${look.colour}, ${onDark(look.colour)})`;
  const line = { d: "M1 7 H23", "stroke-width": 2, "stroke-dasharray": DASHES[look.line] ?? "none" };
  const head = { d: HEADS[look.arrow] ?? "", fill: look.arrowFill === "hollow" ? "none" : "currentColor" };
  svg.append(...[line, head].map((part) => drawn("path", { stroke: "currentColor", ...part })));
  return svg;
}

/** A small outline that looks as the node does. */
function patch({ look }) {
  const svg = drawn("svg", { viewBox: "0 0 26 16", class: "patch", "aria-hidden": "true" });
  const paint = { fill: look.fill, stroke: look.border, "stroke-width": Math.min(look.borderWidth, 3) };
  const box = { x: 2, y: 2, width: 22, height: 12, rx: CORNERS[look.shape] ?? 0 };
  svg.append(
    look.shape in OUTLINES
      ? drawn("path", { d: OUTLINES[look.shape], ...paint })
      : drawn("rect", { ...box, ...paint }),
  );
  return svg;
}
