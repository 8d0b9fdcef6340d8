"use strict";
/* The caption, cut where the evidence begins and ends, so that what was read can be marked. */

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** Text with some words in it (word -> role) wrapped in a <mark> of that role. */
function withWords(text, words) {
  const roles = new Map([...words].map(([word, role]) => [word.toLowerCase(), role]));
  const longestFirst = [...roles.keys()].filter(Boolean).sort((one, other) => other.length - one.length);
  if (!longestFirst.length) return [text];
  const literal = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${literal})(?![\\p{L}\\p{N}])`, "giu");
  return text
    .split(pattern)
    .map((piece, index) =>
      index % 2 ? element("mark", { className: roles.get(piece.toLowerCase()) ?? "" }, piece) : piece,
    );
}

/**
 * Lay the caption out in segments. Those that state something can be picked by pointer or keyboard.
 * Returns `mark(words, sentence)`: marks from the sentence's start to its end and the words in it, or,
 * without a sentence, the words wherever they stand.
 */
function layCaption(place, caption, edges, pick) {
  const letters = Array.from(caption); // offsets count characters, JavaScript's strings count halves of some
  const told = edges.filter(({ start, end }) => start < end && end <= letters.length);
  const cuts = new Set([0, letters.length, ...told.flatMap((edge) => [edge.start, edge.end])]);
  const bounds = [...cuts].sort((one, other) => one - other);
  const segments = bounds.slice(1).map((end, index) => {
    const start = bounds[index];
    const text = letters.slice(start, end).join("");
    const stated = told.filter((edge) => edge.start <= start && end <= edge.end);
    const node = element("span", { className: "segment" }, text);
    if (stated.length) {
      let next = 0;
      const go = () => pick(stated[next++ % stated.length].id);
      Object.assign(node, { role: "button", tabIndex: 0, onclick: go, title: `states ${stated.length}` });
      node.onkeydown = (event) => event.key === "Enter" && go();
    }
    return { start, end, text, node };
  });
  place.replaceChildren(element("p", {}, ...segments.map(({ node }) => node)));

  return function mark(words = new Map(), sentence = null) {
    for (const { start, end, text, node } of segments) {
      const inside = !sentence || (sentence.start <= start && end <= sentence.end);
      node.classList.toggle("marked", inside && Boolean(sentence));
      node.replaceChildren(...withWords(text, inside ? words : new Map()));
    }
  };
}
