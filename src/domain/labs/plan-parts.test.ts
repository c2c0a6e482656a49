import { describe, expect, test } from "vitest";
import { smallPlan } from "../../../tests/support/small-plan";
import type { Fault } from "../simulator/cluster-plan";
import { endingAt, faultSpans, operationsBefore, spansOf, wholeNodes, withHalfOf } from "./plan-parts";

const split = (atUs: number): Fault => ({ kind: "partition", atUs, sides: [["n1"], ["n2", "n3"]] });
const heal = (atUs: number): Fault => ({ kind: "heal", atUs });
const crash = (atUs: number, node: string): Fault => ({ kind: "crash", atUs, node });
const restart = (atUs: number, node: string): Fault => ({ kind: "restart", atUs, node });
const jump = (atUs: number, node: string): Fault => ({ kind: "clock-jump", atUs, node, byMs: 5 });
const times = (spans: readonly (readonly Fault[])[]) => spans.map((span) => span.map(({ atUs }) => atUs));

const VARIOUS: readonly Fault[] = [
  { kind: "cut", atUs: 1, links: [["n1", "n2"]] }, { kind: "isolate", atUs: 2, node: "n3", way: "in" }, heal(3),
  { kind: "pause", atUs: 4, node: "n1" }, { kind: "pause", atUs: 5, node: "n2" }, { kind: "resume", atUs: 6, node: "n2" },
  { kind: "slow", atUs: 7, node: "n1", service: { kind: "constant", meanUs: 1 } }, { kind: "slow", atUs: 8, node: "n1", service: null },
  { kind: "clock-drift", atUs: 9, node: "n1", ppm: 5 }, { kind: "clock-drift", atUs: 10, node: "n1", ppm: 0 },
  { kind: "weather", atUs: 11, loss: 1 }, { kind: "weather", atUs: 12, loss: 0 }, { kind: "crash", atUs: 13, node: { lastSenderOf: "x" } }, restart(14, "n1"),
];

describe("S5 faults that belong together", () => {
  test.each<[string, readonly Fault[], number[][]]>([
    ["a partition and its heal; a crash and the restart of the same node", [split(1), crash(2, "n1"), crash(3, "n2"), restart(4, "n2"), heal(5), restart(6, "n1")], [[1, 5], [2, 6], [3, 4]]],
    ["partitions that one heal ends", [split(1), split(2), heal(3), split(4), heal(5)], [[1, 2, 3], [4, 5]]],
    ["what nothing ends, and what ends nothing, stand alone", [heal(1), split(2), restart(3, "n1"), jump(4, "n1"), crash(5, "n1")], [[1], [2], [3], [4], [5]]],
    ["cuts and isolation with the heal; a pause, slowness and drift with what ends them; weather with the next", VARIOUS, [[1, 2, 3], [4], [5, 6], [7, 8], [9, 10], [11, 12], [13], [14]]],
    ["in the order of time, however the plan lists them", [heal(5), split(1), crash(3, "n1"), split(6)], [[1, 5], [3], [6]]],
  ])("%s", (_, faults, spans) => {
    expect(times(spansOf(faults))).toEqual(spans);
  });

  test("go together", () => {
    const plan = smallPlan({ faults: [split(1), crash(2, "n1"), heal(3), restart(4, "n1")] });
    const [first] = faultSpans.partsOf(plan);
    expect(faultSpans.withOnly(plan, [first ?? []])?.faults.map(({ atUs }) => atUs)).toEqual([1, 3]);
  });

  test("last half as long, until they are short", () => {
    const plan = smallPlan({ faults: [crash(0, "n1"), split(10_000), restart(14_000, "n1"), heal(13_000)] });
    const [down, cut] = spansOf(plan.faults);
    expect(withHalfOf(plan, down ?? [])?.faults.map(({ kind, atUs }) => [kind, atUs])).toEqual([["crash", 0], ["restart", 7_000], ["partition", 10_000], ["heal", 13_000]]);
    expect(withHalfOf(plan, cut ?? [])?.faults.find(({ kind }) => kind === "heal")?.atUs).toBe(11_500);
    expect(withHalfOf(plan, [split(0), heal(1_500)])).toBeNull();
    expect(withHalfOf(plan, [jump(0, "n1")])).toBeNull();
  });
});

test("S6 operations of the last look are no parts, and stay", () => {
  const plan = smallPlan({ operationTimes: [1, 2, 3, 4] });
  const dimension = operationsBefore(3);
  expect(dimension.partsOf(plan).map(({ atUs }) => atUs)).toEqual([1, 2]);
  expect(dimension.withOnly(plan, [])?.operations.map(({ atUs }) => atUs)).toEqual([3, 4]);
});

test("S3 a node goes with all that is planned for it, and the last one stays", () => {
  const plan = { ...smallPlan({ operationTimes: [1, 2, 3], faults: [split(1), crash(2, "n1"), jump(3, "n3"), heal(4)] }), clockOffsetsMs: { n1: 5, n2: 6 } };
  expect(wholeNodes(1).withOnly(plan, ["n2", "n3"])).toMatchObject({
    nodes: ["n2", "n3"],
    operations: [{ node: "n2" }, { node: "n3" }],
    faults: [{ kind: "partition", sides: [["n2", "n3"]] }, { kind: "clock-jump", node: "n3" }, { kind: "heal" }],
    clockOffsetsMs: { n2: 6 },
  });
  expect(wholeNodes(1).withOnly(plan, [])).toBeNull();
});

test("S3 of a cut those links stay whose ends do; faults of a node go with it", () => {
  const faults: Fault[] = [
    { kind: "cut", atUs: 1, links: [["n1", "n2"], ["n2", "n3"]] }, { kind: "cut", atUs: 2, links: [["n3", "n1"]] }, { kind: "pause", atUs: 3, node: "n3" },
    { kind: "slow", atUs: 4, node: "n1", service: null }, { kind: "isolate", atUs: 5, node: { lastSenderOf: "x" }, way: "out" }, { kind: "weather", atUs: 6, loss: 1 },
  ];
  expect(wholeNodes(1).withOnly(smallPlan({ faults }), ["n1", "n2"])?.faults).toEqual([{ kind: "cut", atUs: 1, links: [["n1", "n2"]] }, ...faults.slice(3)]);
});

test("S3 a plan that ends sooner has nothing planned beyond", () => {
  const plan = endingAt(smallPlan({ operationTimes: [1, 2, 3], faults: [split(1), heal(4)] }), 2);
  expect(plan).toMatchObject({ endAtUs: 2, operations: [{ atUs: 1 }, { atUs: 2 }], faults: [{ kind: "partition" }] });
});
