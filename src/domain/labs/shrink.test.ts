/**
 * Goal: what comes out fails, and nothing more can be taken out of it. Method: plans and oracles drawn from seeds; an
 * oracle fails a plan that still has all that it needs, which the shrinker does not know.
 */
import { describe, expect, test } from "vitest";
import { smallPlan } from "../../../tests/support/small-plan";
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault } from "../simulator/cluster-plan";
import { fateKey } from "../simulator/fate";
import { clockOffsets, type Dimension, faultSpans, operationsBefore, spansOf, toldFates, wholeNodes, withHalfOf } from "./plan-parts";
import { type FailingPlan, shrinkPlan, type ShrinkRules, type Tried } from "./shrink";

const STORIES = Array.from({ length: 60 }, (_, index) => index + 1);
const LAST_LOOK_US = 900_000;
const RULES: ShrinkRules = { mayEndSooner: true, nodesMin: 1 };

const some = (stream: SeededRandom, most: number): number => stream.index(most + 1);
const pick = <T>(stream: SeededRandom, things: readonly T[], most: number): T[] => Array.from({ length: Math.min(most, things.length) }, () => things[stream.index(things.length)] as T);

function drawnPlan(stream: SeededRandom): ClusterPlan {
  const nodes = Array.from({ length: 1 + some(stream, 6) }, (_, index) => `n${index + 1}`);
  const operationTimes = [...Array.from({ length: some(stream, 120) }, () => stream.index(LAST_LOOK_US)).sort((a, b) => a - b), ...nodes.map(() => LAST_LOOK_US)];
  const faults = Array.from({ length: some(stream, 5) }, (): Fault[] => {
    const atUs = stream.index(500_000);
    const untilUs = atUs + 1 + stream.index(300_000);
    const node = nodes[stream.index(nodes.length)] as string;
    if (stream.fraction() < 0.5) return [{ kind: "partition", atUs, sides: [nodes.slice(0, 1), nodes.slice(1)] }, { kind: "heal", atUs: untilUs }];
    return [{ kind: "crash", atUs, node }, { kind: "restart", atUs: untilUs, node }];
  }).flat();
  const fates = Object.fromEntries(Array.from({ length: some(stream, 40) }, (_, index) => [fateKey("n1", "n2", "hi", index), [{ number: 1, afterUs: 5, lost: true }]] as const));
  return smallPlan({ nodes, operationTimes, faults, fates, clockOffsetsMs: Object.fromEntries(pick(stream, nodes, 3).map((node) => [node, 7])) });
}

/** Fails a plan that has what it needs; `decidedAtUs` is that of the last operation needed. */
function drawnOracle(stream: SeededRandom, plan: ClusterPlan): (plan: ClusterPlan) => Tried {
  const values = pick(stream, plan.operations, some(stream, 3)).map(({ value }) => value);
  const faultKinds = pick(stream, plan.faults, some(stream, 2)).map(({ kind, atUs }) => ({ kind, atUs })).filter(({ kind }) => kind === "partition" || kind === "crash");
  const keys = pick(stream, Object.keys(plan.fates ?? {}), some(stream, 2));
  const nodes = pick(stream, plan.nodes, 1);
  return (tried) => {
    const needed = tried.operations.filter(({ value }) => values.includes(value));
    const isThere =
      values.every((value) => needed.some((one) => one.value === value)) &&
      faultKinds.every(({ kind, atUs }) => tried.faults.some((fault) => fault.kind === kind && fault.atUs === atUs)) &&
      keys.every((key) => key in (tried.fates ?? {})) &&
      nodes.every((node) => tried.nodes.includes(node));
    return isThere ? { decidedAtUs: Math.max(0, ...needed.map(({ atUs }) => atUs), ...faultKinds.map(({ atUs }) => atUs)) } : null;
  };
}

interface Told {
  readonly best: FailingPlan;
  readonly tries: readonly ClusterPlan[];
}

function shrunk(plan: ClusterPlan, oracle: (plan: ClusterPlan) => Tried, rules = RULES): Told {
  const tries: ClusterPlan[] = [];
  const first = oracle(plan);
  if (first === null) throw new Error("a story begins with a plan that fails");
  const shrinking = shrinkPlan({ plan, ...first, keptFromUs: LAST_LOOK_US }, rules);
  let step = shrinking.next();
  while (step.done !== true) {
    tries.push(step.value);
    step = shrinking.next(oracle(step.value));
  }
  return { best: step.value, tries };
}

function story(seed: number) {
  const stream = random(seed, "shrink");
  const plan = drawnPlan(stream);
  return { plan, oracle: drawnOracle(stream, plan) };
}

describe.each(STORIES)("story %i", (seed) => {
  const { plan, oracle } = story(seed);
  const { best, tries } = shrunk(plan, oracle);

  test("S4 ends with a plan that fails, from which no single part can go", () => {
    expect(oracle(best.plan)).not.toBeNull();
    for (const dimension of [operationsBefore(best.keptFromUs), faultSpans, toldFates, clockOffsets, wholeNodes(RULES.nodesMin)] as readonly Dimension[]) {
      const parts = dimension.partsOf(best.plan);
      for (const part of parts) {
        const without = dimension.withOnly(best.plan, parts.filter((other) => other !== part));
        expect(without === null ? null : oracle(without), JSON.stringify(part)).toBeNull();
      }
    }
    for (const span of spansOf(best.plan.faults)) expect(withHalfOf(best.plan, span)).toBeNull();
  });

  test("S6 keeps the last look of every node that is left, and ends when it is taken", () => {
    const lastLook = best.plan.operations.filter(({ atUs }) => atUs >= best.keptFromUs).map(({ node }) => node);
    expect(lastLook.sort()).toEqual([...best.plan.nodes].sort());
    expect(best.plan.endAtUs).toBe(best.keptFromUs);
  });

  test("S9 goes the same way each time", () => {
    expect(shrunk(plan, oracle).tries).toEqual(tries);
  });
});

test("S7 of a plan whose failure has to be waited for the end stays", () => {
  const { plan, oracle } = story(1);
  expect(shrunk(plan, oracle, { ...RULES, mayEndSooner: false }).best.plan.endAtUs).toBe(plan.endAtUs);
});

describe("S10 time in which nothing is planned", () => {
  const plan = smallPlan({ operationTimes: [100_000, 300_000, LAST_LOOK_US], settledAtUs: 500_000, endAtUs: 1_000_000 });
  const timesOf = ({ best }: Told) => [...best.plan.operations.map(({ atUs }) => atUs), best.plan.settledAtUs];
  const needsBoth = (tried: ClusterPlan): boolean => tried.operations.length === 3;

  test("goes before the cluster settles, and what comes after it comes sooner", () => {
    const told = shrunk(plan, (tried) => (needsBoth(tried) ? { decidedAtUs: tried.operations.at(-1)?.atUs ?? 0 } : null));
    expect(timesOf(told)).toEqual([1_000, 2_000, 403_000, 3_000]);
    expect(told.best).toMatchObject({ keptFromUs: 403_000, plan: { endAtUs: 403_000 } });
  });

  test("goes by halves where all of it is needed in part", () => {
    const lasts = (tried: ClusterPlan): number => (tried.operations[1]?.atUs ?? 0) - (tried.operations[0]?.atUs ?? 0);
    const told = shrunk(plan, (tried) => (needsBoth(tried) && lasts(tried) >= 60_000 ? { decidedAtUs: 1 } : null));
    expect(lasts(told.best.plan)).toBeLessThan(120_000);
    expect(lasts(told.best.plan)).toBeGreaterThanOrEqual(60_000);
  });

  test("stays where a failure is waited for and nothing says from when on", () => {
    const { settledAtUs: _, ...unsettled } = plan;
    const told = shrunk(unsettled, (tried) => (needsBoth(tried) ? { decidedAtUs: 1 } : null), { ...RULES, mayEndSooner: false });
    expect(told.best.plan.operations.map(({ atUs }) => atUs)).toEqual([100_000, 300_000, LAST_LOOK_US]);
  });
});

test("S3 leaves as many nodes as the protocol is for", () => {
  const plan = smallPlan({ nodes: ["n1", "n2", "n3", "n4", "n5"] });
  const nodesLeft = (nodesMin: number) => shrunk(plan, () => ({ decidedAtUs: 0 }), { ...RULES, nodesMin }).best.plan.nodes.length;
  expect([1, 3].map(nodesLeft)).toEqual([1, 3]);
});

test("S7 of a failure that is waited for, faults last as long as they did", () => {
  const plan = smallPlan({ faults: [{ kind: "isolate", atUs: 10_000, node: "n1", way: "both" }, { kind: "heal", atUs: 90_000 }] });
  const fails = (tried: ClusterPlan): Tried => (tried.faults.length === 2 ? { decidedAtUs: 100_000 } : null);
  const healedAt = (rules: ShrinkRules) => shrunk(plan, fails, rules).best.plan.faults.at(-1)?.atUs;
  expect(healedAt({ ...RULES, mayEndSooner: false })).toBe(90_000);
  expect(healedAt(RULES)).toBeLessThan(10_000);
});

test("S4 two operations of 1,500 are found in few tries", () => {
  const plan = smallPlan({ operationTimes: Array.from({ length: 1_500 }, (_, index) => index) });
  const has = (tried: ClusterPlan, value: number) => tried.operations.some((one) => one.value === value);
  const { best, tries } = shrunk(plan, (tried) => (has(tried, 311) && has(tried, 1_207) ? { decidedAtUs: 1_207 } : null));
  expect(best.plan.operations.map(({ value }) => value)).toEqual([311, 1_207]);
  expect(tries.length).toBeLessThan(80);
});

describe("S4 what can go only after something else has gone", () => {
  const plan = smallPlan({ operationTimes: [1, 2, 3], faults: [{ kind: "clock-jump", atUs: 5, node: "n1", byMs: 1 }] });
  const has = (tried: ClusterPlan, value: number) => tried.operations.some((one) => one.value === value);

  test("goes in the next pass over its kind", () => {
    const { best } = shrunk(plan, (tried) => (has(tried, 2) && (has(tried, 0) || !has(tried, 1)) ? { decidedAtUs: 3 } : null));
    expect(best.plan.operations.map(({ value }) => value)).toEqual([2]);
  });

  test("goes in the next round over all kinds", () => {
    const { best } = shrunk(plan, (tried) => (has(tried, 2) && (has(tried, 0) || tried.faults.length === 0) ? { decidedAtUs: 3 } : null));
    expect(best.plan).toMatchObject({ operations: [{ value: 2 }], faults: [] });
  });
});

test("S4 a plan from which nothing can go is given back as it is", () => {
  const { plan } = story(2);
  expect(shrunk(plan, (tried) => (tried === plan ? { decidedAtUs: plan.endAtUs } : null)).best.plan).toBe(plan);
});
