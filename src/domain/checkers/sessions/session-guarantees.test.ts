import { describe, expect, test } from "vitest";
import { accesses } from "../../../../tests/support/draw-accesses";
import { checkSessionGuarantee, SESSION_GUARANTEES } from "./session-guarantees";

const violated = (...processes: string[]) => SESSION_GUARANTEES.filter((guarantee) => checkSessionGuarantee(accesses(...processes), guarantee).verdict === "invalid");

describe("each guarantee is violated by itself", () => {
  test("read your writes: a process reads the initial value after it wrote (that its older write is older is for monotonic writes to say)", () => {
    expect(violated("0: wx1 rx=")).toEqual(["read-your-writes"]);
    expect(violated("0: wx1 wx2 rx=1")).toEqual([]);
    const [finding] = checkSessionGuarantee(accesses("0: wx1 rx="), "read-your-writes").findings;
    expect(finding?.says).toBe("read-your-writes is violated at x: null before 1 before null.");
    expect(finding?.steps.map(({ because }) => because)).toEqual([
      "null is the initial value, and T0, write x = 1 shows another one",
      "process 0: T0, write x = 1; then T1, read x = null; a process that wrote has to read that, or something newer",
    ]);
  });

  test("monotonic reads: a newer version, and then an older one", () => {
    expect(violated("0: wx1", "1: rx=1 rx=")).toEqual(["monotonic-reads"]);
    expect(violated("0: wx1", "1: wx2", "2: rx=1 rx=2 rx=1")).toEqual(["monotonic-reads"]);
  });

  test("writes follow reads: two processes replace each other's write", () => {
    expect(violated("0: rx=2 wx1", "1: rx=1 wx2")).toEqual(["writes-follow-reads"]);
  });

  test("none, for what a register that all share does", () => {
    expect(violated("0: wx1 rx=1 wx2 rx=3", "1: rx=1 rx=2 wx3 rx=3")).toEqual([]);
  });
});

test("writes that are not unique make it unknown", () => {
  expect(checkSessionGuarantee(accesses("0: wx1", "1: wx1"), "monotonic-reads").verdict).toBe("unknown");
});
