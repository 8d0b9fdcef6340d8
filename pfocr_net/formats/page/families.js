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
 * How far each other participant steps aside for a box around the family: along one axis only, the one
 * on which it stands farther off for the box's proportions, so that nobody crosses anybody's way.
 */
function stepsAside(graph, family, width, height) {
  const { x, y } = family.position();
  const aside = { x: Math.max(0, width - family.width()) / 2, y: Math.max(0, height - family.height()) / 2 };
  const others = graph.nodes(":orphan").difference(family);
  return new Map(
    others.map((node) => {
      const [dx, dy] = [node.position("x") - x, node.position("y") - y];
      const beside = Math.abs(dx) * height >= Math.abs(dy) * width;
      return [node.id(), beside ? { x: Math.sign(dx) * aside.x, y: 0 } : { x: 0, y: Math.sign(dy) * aside.y }];
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
