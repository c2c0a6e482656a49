import { describe, expect, test } from "vitest";
import { accesses } from "../../../../tests/support/draw-accesses";
import { paired } from "../../../../tests/support/transaction-histories";
import { random } from "../../kernel/seeded-random";
import type { HistoryEvent } from "../history/operations";
import { type Access, accessesOfRegisters } from "./access";
import { checkSequential } from "./sequential";

const event = (process: number, type: HistoryEvent["type"], f: string, value: HistoryEvent["value"]): HistoryEvent => ({ process, type, f, value });

describe("sequential consistency", () => {
  test("permits a stale read that linearizability forbids", () => {
    expect(checkSequential(accesses("0: wx1 wx2", "1: rx=1 rx=2", "2: rx= rx=1")).verdict).toBe("valid");
  });

  test("forbids that two processes miss each other's write (store buffering)", () => {
    const result = checkSequential(accesses("0: wx1 ry=", "1: wy1 rx="));
    expect(result).toMatchObject({ verdict: "invalid", findings: [{ pattern: "no-sequential-order" }] });
    expect(result.findings[0]?.says).toContain("At most 0 of 4 can be placed");
    expect(result.findings[0]?.steps[0]?.because).toBe("T0, write x = 1 cannot be next, and null would be lost to a read that waits for it");
  });

  test("forbids that two processes see two writes in different orders", () => {
    expect(checkSequential(accesses("0: wx1", "1: wx2", "2: rx=1 rx=2", "3: rx=2 rx=1")).verdict).toBe("invalid");
    expect(checkSequential(accesses("0: wx1", "1: wx2", "2: rx=1 rx=2", "3: rx=1 rx=2")).verdict).toBe("valid");
  });

  test("is not a property of single keys", () => {
    const both = accesses("0: wx1 wy1 ry=2", "1: wy2 wx2 rx=1");
    expect(checkSequential(both.filter(({ key }) => key === "x")).verdict).toBe("valid");
    expect(checkSequential(both.filter(({ key }) => key === "y")).verdict).toBe("valid");
    expect(checkSequential(both).verdict).toBe("invalid");
  });

  test("writes need not be unique", () => {
    expect(checkSequential(accesses("0: wx1 wx2 wx1", "1: rx=1 rx=2 rx=1")).verdict).toBe("valid");
    expect(checkSequential(accesses("0: wx1 wx1", "1: rx=1 rx= rx=1")).verdict).toBe("invalid");
  });

  test("a write that may not have happened explains a read, and need not be placed", () => {
    const [write, ...reads] = accesses("0: wx1", "1: rx= rx=1");
    if (write === undefined) throw new Error("no write");
    expect(checkSequential([{ ...write, isOptional: true }, ...reads]).verdict).toBe("valid");
    expect(checkSequential([{ ...write, isOptional: true }, ...accesses("1: rx= rx=")]).verdict).toBe("valid");
  });

  test("a search without steps knows nothing", () => {
    expect(checkSequential(accesses("0: wx1 wx2", "1: rx=2"), { stepsMax: 0 })).toMatchObject({ verdict: "unknown", unknownBecause: "The search for an order used up its 0 steps." });
  });

  test("a register that all share is followed without trying anything twice", () => {
    const chance = random(1, "shared register");
    const values = new Map<string, number>();
    const shared = Array.from({ length: 10_000 }, (_, operation): Access => {
      const common = { process: chance.index(10), operation, key: `k${chance.index(5)}`, isOptional: false };
      if (chance.index(2) === 0) return { ...common, read: values.get(common.key) ?? null };
      values.set(common.key, operation);
      return { ...common, write: operation };
    });
    expect(checkSequential(shared, { stepsMax: shared.length }).verdict).toBe("valid");
  });
});

describe("histories of registers become accesses", () => {
  const events = [
    event(0, "invoke", "write", 1), event(0, "ok", "write", 1),
    event(0, "invoke", "cas", [1, 2]), event(0, "ok", "cas", [1, 2]),
    event(1, "invoke", "cas", [1, 3]), event(1, "fail", "cas", [1, 3]),
    event(1, "invoke", "read", null), event(1, "ok", "read", 2),
    event(2, "invoke", "write", 9), event(2, "info", "write", 9),
    event(3, "invoke", "read", null), event(3, "info", "read", null),
  ];

  test("without what failed and what was not answered", () => {
    expect(accessesOfRegisters(paired(events), false)).toEqual([
      { process: 0, operation: 0, key: null, write: 1, isOptional: false },
      { process: 0, operation: 1, key: null, read: 1, write: 2, isOptional: false },
      { process: 1, operation: 3, key: null, read: 2, isOptional: false },
      { process: 2, operation: 4, key: null, write: 9, isOptional: true },
    ]);
    expect(checkSequential(accessesOfRegisters(paired(events), false)).verdict).toBe("valid");
  });

  test("with keys in front of values", () => {
    const keyed = [event(0, "invoke", "write", ["x", 1]), event(0, "ok", "write", ["x", 1]), event(0, "invoke", "read", ["y", null]), event(0, "ok", "read", ["y", 7])];
    expect(accessesOfRegisters(paired(keyed), true)).toMatchObject([{ key: "x", write: 1 }, { key: "y", read: 7 }]);
  });
});
