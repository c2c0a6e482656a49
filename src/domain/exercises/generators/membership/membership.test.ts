/** The verdicts against what holds of every suspicion, and phi against the chance that it stands for. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { PhiWorld } from "./phi-timeout";
import type { SwimWorld } from "./swim-verdict";

test("swim-verdict: each suspicion is followed to its end, which is the first refutation or the timeout", () => {
  for (const { world, truth } of drawnWorlds<SwimWorld>("swim-verdict", 500)) {
    const { periods, suspicionPeriods } = world;
    const isNews = (index: number) => (periods[index]?.alive ?? 0) > Math.max(0, ...periods.slice(0, index).map(({ alive }) => alive ?? 0));
    const expected = periods.map(() => "alive");
    for (let start = 0; start < periods.length; start += 1) {
      if (periods[start]?.probe !== "unanswered") continue;
      const refuted = periods.findIndex((_, index) => index >= start && isNews(index));
      const isRefuted = refuted >= 0 && refuted < start + suspicionPeriods;
      const ends = isRefuted ? refuted : start + suspicionPeriods;
      expected.fill("suspect", start, ends);
      if (!isRefuted) {
        expected.fill("dead", ends);
        break;
      }
      start = ends;
    }
    expect(Object.values(truth)).toEqual(expected);
  }
});

test("swim-verdict: a state that a learner wrote is taken over", () => {
  const periods = [{ probe: "unanswered", alive: null }, { probe: "none", alive: null }, { probe: "none", alive: null }];
  const { solve } = generatorCalled("swim-verdict");
  expect(solve({ suspicionPeriods: 2, periods })).toEqual({ p1: "suspect", p2: "suspect", p3: "dead" });
  expect(solve({ suspicionPeriods: 2, periods }, { p1: "alive" })).toEqual({ p1: "suspect", p2: "alive", p3: "alive" });
});

test("phi-timeout: ten to the power of minus phi is the chance that an exponential gap is as long as the silence", () => {
  for (const { world, truth } of drawnWorlds<PhiWorld>("phi-timeout", 300)) {
    const rate = world.gaps.length / world.gaps.reduce((sum, gap) => sum + gap, 0);
    const chanceOf = (silence: number) => Math.exp(-rate * silence);
    expect(10 ** -Number(truth["phi"]) / chanceOf(world.silence)).toBeCloseTo(1, 6);
    expect(chanceOf(Number(truth["limit"])) * 10 ** world.threshold).toBeCloseTo(1, 6);
    expect(truth["accrual"]).toBe(chanceOf(world.silence) < 10 ** -world.threshold ? "suspected" : "trusted");
    expect(truth["fixed"]).toBe(world.silence > world.timeoutSeconds ? "suspected" : "trusted");
  }
});
