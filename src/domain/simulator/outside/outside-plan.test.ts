import { describe, expect, test } from "vitest";
import { smallPlan } from "../../../../tests/support/small-plan";
import { outsidePlan, peakRate, slowedTo } from "./outside-plan";

describe("W6 what a process cannot be given", () => {
  test("wrong clocks are left out and named; clocks that agree are not named", () => {
    const { plan, leftOut } = outsidePlan(smallPlan({
      clockOffsetsMs: { n1: 5 },
      faults: [{ kind: "clock-jump", atUs: 1, node: "n1", byMs: -3 }, { kind: "clock-drift", atUs: 2, node: "n1", ppm: 9 }, { kind: "heal", atUs: 3 }],
    }));
    expect(plan.faults).toEqual([{ kind: "heal", atUs: 3 }]);
    expect(plan.clockOffsetsMs).toEqual({});
    expect(leftOut).toEqual([expect.stringContaining("clocks that are wrong")]);
    expect(outsidePlan(smallPlan({ clockOffsetsMs: { n1: 0 }, faults: [{ kind: "clock-drift", atUs: 0, node: "n1", ppm: 0 }] })).leftOut).toEqual([]);
  });

  test("what a disk loses, slow nodes and buggify", () => {
    const { plan, leftOut } = outsidePlan(smallPlan({ faults: [{ kind: "crash", atUs: 1, node: "n1" }], tornWrites: 0.5, buggify: true, service: { kind: "constant", meanUs: 5 } }));
    expect(plan).not.toHaveProperty("tornWrites");
    expect(plan).not.toHaveProperty("buggify");
    expect(plan).not.toHaveProperty("service");
    expect(leftOut).toEqual([expect.stringContaining("before they are synced"), "torn writes", expect.stringContaining("slow"), expect.stringContaining("late")]);
  });

  test("W4 all of Maelstrom's services are there, and those that the plan does not have are known", () => {
    const { plan, extraServices } = outsidePlan(smallPlan({ services: ["lin-kv"] }));
    expect(plan.services).toEqual(["lin-kv", "seq-kv", "lww-kv", "lin-tso"]);
    expect(extraServices).toEqual(["seq-kv", "lww-kv", "lin-tso"]);
  });
});

describe("W7 a lower rate", () => {
  const plan = smallPlan({ operationTimes: [0, 100_000, 200_000, 300_000, 1_500_000], settledAtUs: 400_000, faults: [{ kind: "pause", atUs: 50_000, node: "n1", forUs: 10_000 }, { kind: "heal", atUs: 60_000 }] });

  test("puts requests and faults further apart, and leaves what messages and answers may take", () => {
    expect(peakRate(plan)).toBe(4);
    const slow = slowedTo(plan, 2);
    expect(slow.operations.map(({ atUs }) => atUs)).toEqual([0, 200_000, 400_000, 600_000, 3_000_000]);
    expect(slow.faults).toEqual([{ kind: "pause", atUs: 100_000, node: "n1", forUs: 20_000 }, { kind: "heal", atUs: 120_000 }]);
    expect([slow.settledAtUs, slow.endAtUs, slow.clientTimeoutUs, slow.latency]).toEqual([800_000, 2_000_000, plan.clientTimeoutUs, plan.latency]);
  });

  test("a higher one changes nothing", () => {
    expect(slowedTo(plan, 100)).toEqual(plan);
  });
});
