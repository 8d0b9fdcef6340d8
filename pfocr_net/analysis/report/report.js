"use strict";
/* The report: a table of figures, and each one's network coloured by the user's values. */

const byId = (id) => document.getElementById(id);
const rounded = (value) => (value === 0 || Math.abs(value) >= 0.001 ? value.toPrecision(3) : value.toExponential(1));

function row(figure, columns) {
  const title = element("a", { href: `#${figure.anchor}` }, figure.title);
  const cells = columns.map(({ key, number }) => {
    const value = figure[key];
    const text = typeof value === "number" && !Number.isInteger(value) ? rounded(value) : String(value);
    return element("td", { className: number ? "number" : "" }, text);
  });
  return element("tr", {}, element("td", {}, figure.anchor ? title : figure.title), ...cells);
}

function showTable({ figures, columns }) {
  const heads = columns.map(({ name, number }) => element("th", { className: number ? "number" : "" }, name));
  const [head, body] = [byId("figures").tHead, byId("figures").tBodies[0]];
  head.append(element("tr", {}, element("th", {}, "Figure"), ...heads));
  body.append(...figures.map((figure) => row(figure, columns)));
}

function showScale({ scale }) {
  if (!scale) return;
  byId("low").textContent = rounded(scale.low);
  byId("high").textContent = rounded(scale.high);
  byId("ramp").ariaLabel = `Values from ${rounded(scale.low)} to ${rounded(scale.high)}`;
  byId("ramp").style.background = `linear-gradient(to right, ${scale.colours.join(", ")})`;
  byId("scale").hidden = false;
}

function showNetwork({ anchor, title, told, network }) {
  const place = element("div", { className: "network", role: "img", ariaLabel: `The network of: ${title}` });
  const legend = element("div", { className: "legend" });
  const facts = element("p", { className: "facts" }, told);
  const links = element("nav", { ariaLabel: "Sources" }, ...network.figure.links.map(link));
  byId("networks").append(element("section", { id: anchor }, element("h2", {}, title), facts, links, place, legend));
  showLegend(legend, network);
  const graph = drawNetwork(place, network);
  graph.userZoomingEnabled(false); // the wheel scrolls the report
  return graph;
}

const report = JSON.parse(byId("report-data").textContent);
showTable(report);
showScale(report);
globalThis.graphs = report.figures.filter(({ network }) => network).map(showNetwork);
