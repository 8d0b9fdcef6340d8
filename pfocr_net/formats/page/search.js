"use strict";
/* Search: what a reader may mean by what was typed. */

const fold = (text) => text.toLowerCase().replace(/[\s‐-–-]/gu, "");

/** Nodes by their names or their members', the closest first. */
function findNodes(nodes, typed) {
  const sought = fold(typed);
  if (sought.length < 2) return [];
  const closeness = (name) =>
    [fold(name) === sought, fold(name).startsWith(sought), fold(name).includes(sought)].indexOf(true);
  const hits = nodes.flatMap((node) => {
    const own = [node.name, ...node.alias, ...node.drawn, ...node.mentioned].map((name) => ({
      node,
      rank: closeness(name),
    }));
    const members = node.members.map(({ name }) => ({ node, rank: closeness(name), member: name }));
    const [hit] = [...own, ...members].filter(({ rank }) => rank >= 0).sort((one, other) => one.rank - other.rank);
    return hit ?? [];
  });
  return hits.sort((one, other) => one.rank - other.rank);
}

function hitsInWords([first, ...others], typed) {
  if (first?.member) return `${first.member} is in ${first.node.name}`;
  if (first) return counted(others.length + 1, "hit");
  return typed.length > 1 ? "not in this network" : "";
}
