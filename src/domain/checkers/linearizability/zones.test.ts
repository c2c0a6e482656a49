import { describe, expect, test } from "vitest";
import { judgedByZones } from "../../../../tests/support/compare-linearizability";
import type { Json } from "../../simulator/message";
import { type Call, NEVER } from "./call";
import { register } from "./models/register";
import { isLinearizable } from "./plain-search";
import { checkZones } from "./zones";

const write = (value: Json, called: number, returned = NEVER): Call => ({ f: "write", value, result: value, called, returned, operation: 0 });
const read = (result: Json, called: number, returned: number): Call => ({ f: "read", value: null, result, called, returned, operation: 0 });
const check = (...calls: Call[]) => checkZones(calls, null);

describe("by hand", () => {
  test("a read of what the write beside it may have written already, or may not", () => {
    expect(check(write(1, 0, 5), read(1, 1, 2), read(1, 3, 4)).verdict).toBe("valid");
    expect(check(write(1, 0, 5), read(null, 1, 2), read(1, 3, 4)).verdict).toBe("valid");
  });

  test("new, then old: the initial value must be held until the second read, the new one from the first on", () => {
    expect(check(write(1, 0, 5), read(1, 1, 2), read(null, 3, 4))).toEqual({ verdict: "invalid", fault: { reason: "zone-within-zone", calls: [0, 1, 2] } });
    expect(check(write(1, 0, 9), read(1, 1, 2), read(null, 3, 4), read(1, 5, 6))).toEqual({ verdict: "invalid", fault: { reason: "overlapping-zones", calls: [0, 1, 2, 3] } });
  });

  test("a stale read: the second write lies between the first and its last read", () => {
    expect(check(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5))).toEqual({ verdict: "invalid", fault: { reason: "zone-within-zone", calls: [0, 1, 2] } });
  });

  test("what nobody wrote, and what is read before it is written", () => {
    expect(check(read(7, 0, 1))).toEqual({ verdict: "invalid", fault: { reason: "never-written", calls: [0] } });
    expect(check(read(7, 0, 1), write(7, 2, 3))).toEqual({ verdict: "invalid", fault: { reason: "read-before-write", calls: [0, 1] } });
  });

  test("a write that nobody answered takes effect late, or never", () => {
    expect(check(write(1, 0), write(2, 1, 2), read(2, 3, 4), read(1, 5, 6)).verdict).toBe("valid");
    expect(check(write(1, 0), write(2, 1, 2), read(2, 3, 4)).verdict).toBe("valid");
  });

  test("values must be written once, the initial one not at all, and by nothing but writes", () => {
    expect(check(write(1, 0, 1), write(1, 2, 3)).verdict).toBe("not-unique");
    expect(check(write(null, 0, 1)).verdict).toBe("not-unique");
    expect(check({ ...write([1, 2], 0, 1), f: "cas" }).verdict).toBe("not-unique");
  });
});

test("drawn histories: what the plain search says", () => {
  const wrong: object[] = [];
  let invalid = 0;
  for (let seed = 0; seed < 2_000; seed += 1) {
    const { calls, reference, zones: verdict } = judgedByZones(seed, 12);
    const truth = reference ? "valid" : "invalid";
    if (truth === "invalid") invalid += 1;
    if (verdict.verdict !== truth) wrong.push({ seed, truth, verdict });
    // The calls that are named suffice: without all the others there is still no order.
    if (verdict.verdict === "invalid") {
      const named = verdict.fault.calls.map((index) => calls[index] as Call);
      if (isLinearizable(named, register.machine(named))) wrong.push({ seed, named });
    }
  }
  expect(wrong).toEqual([]);
  expect(invalid).toBeGreaterThan(300);
});
