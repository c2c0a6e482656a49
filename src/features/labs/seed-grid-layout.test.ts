import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsFor, countMarks, marksOf, moveInGrid } from "./seed-grid-layout";

test("64 and 256 seeds fill their rows", () => {
  expect([64, 256].map((seeds) => seeds / columnsFor(seeds))).toEqual([4, 8]);
});

test("arrows walk by one and by a row, Home and End lead to the ends", () => {
  const from = (key: string) => moveInGrid(key, 20, 64);
  expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "x"].map(from)).toEqual([19, 21, 4, 36, 0, 63, null]);
});

test("no key leads out of the grid", () => {
  fc.assert(
    fc.property(fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"), fc.integer({ min: 1, max: 256 }), fc.nat(), (key, seeds, start) => {
      const next = moveInGrid(key, start % seeds, seeds) as number;
      expect(next >= 0 && next < seeds).toBe(true);
    }),
  );
});

test("what is not written yet is still to come, and so is what is no mark", () => {
  expect(marksOf("pf-ux", 7).join("")).toBe("pf-u---");
  expect(countMarks(marksOf("ppfu", 8))).toEqual({ passed: 2, failed: 1, unknown: 1, done: 4 });
});
