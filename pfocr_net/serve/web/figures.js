"use strict";
/* The page of all figures: what is looked for stands in the address, what is found in cards. */

const byId = (id) => document.getElementById(id);
const fields = ["words", "where", "first", "last", "order"].map(byId);
const numbered = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const PAGE = 24; // so many figures come at a time
const shown = { figures: 0, asking: null, timer: 0 };

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** What the fields ask for, without what is as usual. */
function asked() {
  const usual = { in: "", sort: "match" };
  const pairs = fields.map(({ name, value }) => [name, value.trim()]);
  return new URLSearchParams(pairs.filter(([name, value]) => value && value !== usual[name]));
}

function names(entry) {
  const others = entry.families.filter((name) => !entry.matched.includes(name));
  const more = entry.more ? [element("li", { className: "more" }, `and ${entry.more} more`)] : [];
  return element(
    "ul",
    { className: "names" },
    ...entry.matched.map((name) => element("li", {}, element("mark", {}, name))),
    ...others.slice(0, 8 - entry.matched.length).map((name) => element("li", {}, name)),
    ...more,
  );
}

function card(entry) {
  const address = `/figures/${encodeURIComponent(entry.figid)}`;
  const facts = [entry.year || "", entry.journal, entry.organism === "Homo sapiens" ? "" : entry.organism];
  const counts = [
    numbered(entry.edges, "relation"),
    numbered(entry.families.length + entry.more, "family", "families"),
    numbered(entry.genes, "gene"),
  ];
  const drawing = element("img", { alt: "", loading: "lazy", decoding: "async", src: `${address}/sketch.svg` });
  const link = element(
    "a",
    { href: address },
    element("span", { className: "sketch" }, drawing),
    element("h2", {}, entry.title),
    element("p", { className: "facts" }, facts.filter(Boolean).join(" · ")),
    element("p", { className: "counts" }, counts.join(" · ")),
    names(entry),
  );
  return element("li", { className: "card" }, link);
}

/** A page that could not be read; it leads nowhere. */
function tornCard({ name, why }) {
  const told = element("a", {}, element("h2", {}, name), element("p", { className: "counts" }, why));
  return element("li", { className: "card unread" }, told);
}

function tell({ total, read, of, failed }) {
  const reading = read < of;
  const what = asked().has("q") || asked().has("from") || asked().has("to") ? numbered(total, "figure") : "";
  const found = what ? `${what} of ${of.toLocaleString("en")}` : numbered(of, "figure");
  byId("count").textContent = [
    found,
    reading ? `${read.toLocaleString("en")} read so far` : "",
    failed ? `${failed} cannot be read` : "",
  ]
    .filter(Boolean)
    .join(" · ");
  Object.assign(byId("progress"), { hidden: !reading, max: of, value: read });
  return reading;
}

/** Ask for figures; those of a question that is no longer asked are thrown away. */
async function ask(offset) {
  shown.asking?.abort();
  const { signal } = (shown.asking = new AbortController());
  const query = asked();
  if (offset) query.set("offset", offset);
  try {
    const answer = await fetch(`/figures.json?${query}`, { signal });
    const found = await answer.json();
    if (answer.ok) return found;
    byId("count").textContent = found.message;
  } catch (error) {
    if (error.name !== "AbortError") byId("count").textContent = "The server no longer answers.";
  }
  return null;
}

async function show(offset = 0) {
  const found = await ask(offset);
  if (!found) return;
  const cards = [...found.figures.map(card), ...found.unread.map(tornCard)];
  if (offset) byId("figures").append(...cards);
  else byId("figures").replaceChildren(...cards);
  shown.figures = offset + found.figures.length;
  byId("figures").classList.toggle("none", shown.figures + found.unread.length === 0);
  follow(found);
}

/** While figures are being read: tell how far, and show them as long as the page is not full. */
async function refresh() {
  if (shown.figures < PAGE) return show();
  const found = await ask(0);
  return found && follow(found);
}

function follow(found) {
  byId("more").hidden = shown.figures >= found.total;
  clearTimeout(shown.timer);
  if (tell(found)) shown.timer = setTimeout(refresh, 1000);
}

function search() {
  const query = asked().toString();
  history.replaceState(null, "", query ? `?${query}` : "/");
  sessionStorage.setItem("search", query ? `?${query}` : "");
  scrollTo(0, 0);
  return show();
}

/** Arrow keys go from card to card as they lie on the screen, / goes to the search. */
function listenToKeys() {
  const words = byId("words");
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const go = (event, place) => {
    event.preventDefault();
    place?.focus();
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const here = target.closest(".card > a");
    if (key === "/" && !target.matches("input, select")) go(event, words);
    else if (here && steps[key]) go(event, near(here, steps[key]) ?? (key === "ArrowUp" ? words : here));
    else if (target === words && key === "ArrowDown") go(event, document.querySelector(".card > a[href]"));
  });
}

/** The card that lies next in a direction. */
function near(here, [right, down]) {
  const middle = (link) => {
    const { x, y, width, height } = link.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const [x, y] = middle(here);
  const ahead = [...document.querySelectorAll(".card > a[href]")].map((link) => {
    const [dx, dy] = middle(link).map((place, axis) => place - [x, y][axis]);
    return { link, along: dx * right + dy * down, aside: Math.abs(dx * down) + Math.abs(dy * right) };
  });
  const far = ({ along, aside }) => along + 3 * aside;
  return ahead.filter(({ along }) => along > 8).sort((one, other) => far(one) - far(other))[0]?.link;
}

const given = new URLSearchParams(location.search);
fields.forEach((field) => {
  if (given.has(field.name)) field.value = given.get(field.name);
});
byId("query").addEventListener("input", search);
byId("query").addEventListener("submit", (event) => event.preventDefault());
byId("more").onclick = () => show(shown.figures);
new IntersectionObserver(
  ([{ isIntersecting }]) => isIntersecting && !byId("more").hidden && show(shown.figures),
  { rootMargin: "600px" },
).observe(byId("end"));
listenToKeys();
search();
