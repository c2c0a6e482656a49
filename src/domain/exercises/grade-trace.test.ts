/** Grading of cells: an error is counted once, and the mutant that explains most gives the words. */
import { describe, expect, test } from "vitest";
import { trace } from "../../../tests/support/exercise-fixtures";
import { gradeTrace, judgeCells } from "./grade-trace";
import type { TimelineWorld } from "./generators/time-order/timeline";
import type { TraceVariant } from "./trace";

/** P1: a1, a2, a3 sends m1; P2: b1, b2 receives m1, b3, b4. Timestamps 1 2 3 / 1 4 5 6. */
const world: TimelineWorld = {
  processes: ["P1", "P2"],
  events: [{ id: "a1", at: "P1" }, { id: "a2", at: "P1" }, { id: "a3", at: "P1", sends: "m1" }, { id: "b1", at: "P2" }, { id: "b2", at: "P2", receives: "m1" }, { id: "b3", at: "P2" }, { id: "b4", at: "P2" }],
  marked: ["b1", "b2", "b3", "b4"],
};
const variant: TraceVariant = {
  type: "trace",
  seed: "1",
  world,
  cells: world.marked.map((id) => ({ id, ask: `Timestamp of ${id}`, form: { kind: "integer" } })),
  truth: { b1: 1, b2: 4, b3: 5, b4: 6 },
};
const graded = (cells: Record<string, string>) => gradeTrace(trace, variant, cells);
const verdict = (cells: Record<string, string>) => {
  const result = graded(cells);
  if (!result.ok) throw new Error(result.error.say);
  return result.value;
};

test("all right", () => {
  expect(verdict({ b1: "1", b2: "4", b3: "5", b4: "6" })).toEqual({
    score: 1,
    parts: { right: 4, of: 4 },
    mistakes: [],
    taken: ["b1=1", "b2=4", "b3=5", "b4=6"],
    reading: null,
  });
});

test("an error is counted once: cells that follow from it earn half, and only it is named", () => {
  const { score, parts, mistakes } = verdict({ b1: "1", b2: "3", b3: "4", b4: "5" });
  expect([score, parts.right]).toEqual([(1 + 0 + 0.5 + 0.5) / 4, 1]);
  expect(mistakes).toEqual([{ about: "no-step-at-receipt", keys: ["b2"], say: expect.stringContaining("The maximum alone") }]);
});

test("a mutant's value has the mutant's words, those of the file before the generator's own", () => {
  expect(verdict({ b1: "4", b2: "5", b3: "6", b4: "7" }).mistakes[0]).toEqual({ about: "wall-order", keys: ["b1"], say: "Secret: the picture is no clock." });
});

test("the mutant that explains most cells comes first; what none explains is told its value", () => {
  const { mistakes } = verdict({ b1: "9", b2: "2", b3: "9", b4: "9" });
  expect(mistakes.map(({ about, keys }) => [about, keys])).toEqual([["no-maximum", ["b2"]], ["other", ["b1"]], ["other", ["b3"]], ["other", ["b4"]]]);
  expect(mistakes[1]?.say).toBe("\u201cTimestamp of b1\u201d: 1, not 9.");
});

test("open cells are not right, and are named together", () => {
  expect(verdict({ b1: "1", b2: " " })).toMatchObject({ score: 0.25, mistakes: [{ about: "open", keys: ["b2", "b3", "b4"], say: "3 cells were left open." }] });
});

describe("refused", () => {
  test.each([
    [{}, "nothing-answered", "Fill in at least one cell."],
    [{ b1: "", b2: "  " }, "nothing-answered", "Fill in at least one cell."],
    [{ z9: "1" }, "unknown-key", "The exercise has changed since. Draw a new variant."],
    [{ b1: "many" }, "unreadable-cell", "\u201cTimestamp of b1\u201d takes a whole number."],
  ])("%j: %s", (cells, code, say) => {
    expect(graded(cells as Record<string, string>)).toEqual({ ok: false, error: { code, say } });
  });
});

test("a longer right beginning never earns less", () => {
  const right = { b1: "1", b2: "4", b3: "5", b4: "6" };
  const scores = world.marked.map((_, count) => verdict(Object.fromEntries(Object.entries(right).slice(0, count + 1))).score);
  expect(scores).toEqual([0.25, 0.5, 0.75, 1]);
});

test("each cell's judgement says whether it follows", () => {
  const judged = judgeCells(trace, variant, { b1: "1", b2: "3", b3: "4" });
  expect(judged.ok && judged.value.map(({ credit, follows, given }) => [given, credit, follows])).toEqual([[1, 1, false], [3, 0, false], [4, 0.5, true], [null, 0, false]]);
});
