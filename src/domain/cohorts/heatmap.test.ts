import { expect, test } from "vitest";
import { type ConceptEvidence, heatmap, heatStep } from "./heatmap";

const evidence = (recalls: Record<string, number>): Map<string, ConceptEvidence> =>
  new Map([["untouched", { recall: null, reviewedCards: 0 }], ...Object.entries(recalls).map(([id, recall]): [string, ConceptEvidence] => [id, { recall, reviewedCards: 2 }])]);

const made = heatmap(["untouched", "cap", "gone", "raft"], [evidence({ raft: 0.9, cap: 0.5 }), evidence({}), evidence({ raft: 0.7 })]);

test("concepts with evidence come first, in the order of teaching", () => {
  expect(made.columns.map(({ conceptId }) => conceptId)).toEqual(["cap", "raft", "untouched", "gone"]);
});

test("a cell without evidence is null, never a number, and each cell stands in its column", () => {
  expect(made.rows).toEqual([
    [{ recall: 0.5, cards: 2 }, { recall: 0.9, cards: 2 }, null, null],
    [null, null, null, null],
    [null, { recall: 0.7, cards: 2 }, null, null],
  ]);
});

test("a mean is over those who have evidence, and there is none where nobody has", () => {
  expect(made.columns.map(({ mean, learners }) => [mean, learners])).toEqual([[0.5, 1], [0.8, 2], [null, 0], [null, 0]]);
});

test("the scale has five steps, and a bound belongs to the step above it", () => {
  expect([0, 0.49, 0.5, 0.65, 0.8, 0.899, 0.9, 1].map(heatStep)).toEqual([1, 1, 2, 3, 4, 4, 5, 5]);
});
