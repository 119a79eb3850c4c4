import { expect, test } from "vitest";
import { Glance } from "../src/glance";

test("a key pressed before its exercise was drawn does nothing to it", () => {
  const glance = new Glance();
  expect(glance.saw({ kind: "skip" }, 10)).toBe(false);
  glance.shows("exercise/0/C1/standard");
  expect(glance.saw({ kind: "skip" }, 20)).toBe(false);
  glance.drawn(30);
  expect(glance.saw({ kind: "skip" }, 20)).toBe(false);
  expect(glance.saw({ kind: "skip" }, 31)).toBe(true);
});

test("later frames of the same thing change nothing, and something else begins anew", () => {
  const glance = new Glance();
  glance.shows("exercise/0/C1/standard");
  glance.drawn(30);
  glance.shows("exercise/0/C1/standard");
  glance.drawn(46);
  expect(glance.saw({ kind: "count" }, 40)).toBe(true);
  glance.shows("ask/0/C1/standard/effort");
  glance.drawn(62);
  expect(glance.saw({ kind: "answer", value: 3 }, 50)).toBe(false);
  expect(glance.saw({ kind: "answer", value: 3 }, 62)).toBe(true);
});

test("a halt acts whenever it was pressed", () => {
  const glance = new Glance();
  for (const kind of ["pause", "hurts", "stop", "stop_surely"] as const) expect(glance.saw({ kind }, 1)).toBe(true);
});
