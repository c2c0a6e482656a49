/** Rules R of SPEC.md. */
import { expect, test } from "vitest";
import { changesOf } from "./regrade";

const before = [
  { id: "same", score: 0.1 + 0.2, credit: 0.3 },
  { id: "better", score: 0, credit: 0 },
  { id: "worse", score: 1, credit: 0.8 },
  { id: "lost", score: 0.5, credit: 0.5 },
];

test("R1: only what another grading changes is listed, with both scores; R2: what cannot be graded any more stays", () => {
  const again: Record<string, { score: number; credit: number } | null> = { same: { score: 0.3, credit: 0.3 }, better: { score: 1, credit: 0.75 }, worse: { score: 0.5, credit: 0.4 }, lost: null };
  expect(changesOf(before, ({ id }) => again[id] ?? null)).toEqual([
    { id: "better", before: { score: 0, credit: 0 }, after: { score: 1, credit: 0.75 } },
    { id: "worse", before: { score: 1, credit: 0.8 }, after: { score: 0.5, credit: 0.4 } },
  ]);
});
