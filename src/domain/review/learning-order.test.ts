import { expect, test } from "vitest";
import { learningOrder } from "./learning-order";

const card = (conceptId: string, order: number) => ({ conceptId, order });

test("[DQ2] the plan's concepts come first in its order, the rest as the catalogue has them", () => {
  const cards = [card("raft", 30), card("cap", 10), card("paxos", 20), card("raft", 31), card("quorum", 40)];
  const ordered = learningOrder(cards, ["quorum", "raft", "not-written-yet", "quorum"]);
  expect(ordered.map(({ order }) => order)).toEqual([40, 30, 31, 10, 20]);
  expect(learningOrder(cards, []).map(({ order }) => order)).toEqual([10, 20, 30, 31, 40]);
});

test("[DQ2] what a placement test took as known comes last, in the same order", () => {
  const cards = [card("raft", 30), card("cap", 10), card("paxos", 20), card("quorum", 40)];
  const ordered = learningOrder(cards, ["quorum", "raft"], new Set(["quorum", "cap", "gone"]));
  expect(ordered.map(({ order }) => order)).toEqual([30, 20, 40, 10]);
});
