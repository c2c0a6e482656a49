import { expect, test } from "vitest";
import { matchesTyped } from "./matches-typed";

test.each([
  ["  Half-Open ", ["half-open"], "text", 0, true],
  ["split  brain", ["split brain"], "text", 0, true],
  ["[3, 3, 0]", ["[3,3,0]"], "text", 0, true],
  [" ", ["0"], "text", 0, false],
  ["open", ["half-open"], "text", 0, false],
  ["1,000", ["1000"], "number", 0, true],
  ["1000.0", ["1000"], "number", 0, true],
  ["1000.0", ["1000"], "text", 0, false],
  ["", ["0"], "number", 0, false],
  ["about 3", ["3"], "number", 0.5, false],
  ["1040", ["1000"], "number", 0.05, true],
  ["1060", ["1000"], "number", 0.05, false],
  ["-96", ["-100"], "number", 0.05, true],
] as const)("%j against %j as %s within %f: %s", (typed, accept, compare, tolerance, expected) => {
  expect(matchesTyped(typed, { accept, compare, tolerance })).toBe(expected);
});
