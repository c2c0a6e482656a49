/** The breaker against a run by hand, and against what holds of every breaker. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { BreakerWorld } from "./breaker-states";

const byHand: BreakerWorld = {
  threshold: 3,
  coolDownSeconds: 10,
  calls: [[0, "ok"], [1, "fail"], [2, "fail"], [3, "fail"], [5, "ok"], [13, "fail"], [20, "ok"], [23, "ok"]].map(([at, ends]) => ({ at, ends }) as BreakerWorld["calls"][number]),
};

test("a run by hand: opened at 3, a failed trial at 13, a good one at 23", () => {
  expect(generatorCalled("breaker-states").solve(byHand)).toEqual({
    0: "passed/closed",
    1: "passed/closed",
    2: "passed/closed",
    3: "passed/open",
    5: "refused/open",
    13: "passed/open",
    20: "refused/open",
    23: "passed/closed",
  });
});

test("a state that a learner wrote is taken over", () => {
  expect(generatorCalled("breaker-states").solve(byHand, { 2: "passed/open", 13: "passed/closed" })).toMatchObject({ 3: "refused/open", 20: "passed/closed" });
});

test("it opens only after a row of failures or a failed trial, refuses for one cool-down, and tries the next call", () => {
  for (const { world, truth } of drawnWorlds<BreakerWorld>("breaker-states", 500)) {
    let openSince: number | null = null;
    let row = 0;
    for (const { at, ends } of world.calls) {
      const cell = truth[at];
      const isDue = openSince === null || at >= openSince + world.coolDownSeconds;
      expect(cell === "refused/open").toBe(!isDue);
      if (!isDue) continue;
      row = ends === "fail" ? row + 1 : 0;
      const opens: boolean = ends === "fail" && (openSince !== null || row >= world.threshold);
      expect(cell).toBe(opens ? "passed/open" : "passed/closed");
      openSince = opens ? at : null;
    }
  }
});
