"use strict";
/* Families that open in place: members inside a box, everybody else a step aside. */

const GAP = 12; // between members

/** Where a family's members stand, row by row, in a box about twice as wide as high. */
function memberPlaces(family) {
  const { members, memberLook } = family.data();
  const [width, height] = [memberLook.width + GAP, memberLook.height + GAP];
  const columns = Math.ceil(Math.sqrt((2 * members.length * height) / width));
  const rows = Math.ceil(members.length / columns);
  const { x, y } = family.position();
  const places = members.map((_, index) => ({
    x: x + ((index % columns) - (columns - 1) / 2) * width,
    y: y + (Math.floor(index / columns) - (rows - 1) / 2) * height,
  }));
  return { places, width: columns * width + 2 * MARGIN, height: rows * height + 3 * MARGIN };
}

/**
 * How far each other participant steps aside for a box around the family: full width where it stands beside
 * the family, less where it stands above or below, and so for the height. Along each axis nobody overtakes
 * anybody, so who did not touch before does not touch after.
 */
function stepsAside(graph, family, width, height) {
  const { x, y } = family.position();
  const along = (distance, half, room) => Math.max(-1, Math.min(1, distance / half)) * Math.max(0, room - half);
  return new Map(
    graph.nodes(":orphan").map((node) => {
      const step = {
        x: along(node.position("x") - x, family.width() / 2, width / 2),
        y: along(node.position("y") - y, family.height() / 2, height / 2),
      };
      return [node.id(), step];
    }),
  );
}

/** Move everybody by their steps, members with their family, and show the whole. */
function step(graph, steps, direction) {
  const positions = (node) => {
    const { x, y } = steps.get(node.isChild() ? node.parent().id() : node.id()) ?? { x: 0, y: 0 };
    return { x: node.position("x") + direction * x, y: node.position("y") + direction * y };
  };
  graph
    .layout({ name: "preset", positions, padding: MARGIN, animate: !stillness.matches, animationDuration: 260 })
    .run();
}

function openFamily(graph, family) {
  const { members, memberLook } = family.data();
  const { places, width, height } = memberPlaces(family);
  const steps = stepsAside(graph, family, width, height);
  family.scratch("steps", steps);
  graph.add(
    members.map(({ name }, index) => ({
      group: "nodes",
      data: { id: `${family.id()}/${index}`, parent: family.id(), name, look: memberLook },
      position: places[index],
    })),
  );
  step(graph, steps, 1);
}

function closeFamily(graph, family) {
  const centre = { ...family.position() };
  family.children().remove();
  family.position(centre);
  step(graph, family.scratch("steps"), -1);
}

function toggleFamily(graph, family) {
  if (family.isParent()) closeFamily(graph, family);
  else if (family.data("opens")) openFamily(graph, family);
}
