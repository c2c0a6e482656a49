import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditOf, creditSentence, fullBand } from "./credit";
import type { CreditRule } from "./exercise";

describe("creditOf", () => {
  test.each<[CreditRule, number, number, number]>([
    [{ kind: "exact" }, 5, 5, 1],
    [{ kind: "exact" }, 5.0001, 5, 0],
    [{ kind: "exact" }, 0.3, 0.1 + 0.2, 1],
    [{ kind: "exact" }, 1_000_000_000_001, 1_000_000_000_000, 0],
    [{ kind: "absolute", full: 0.5, half: 1 }, 10.5, 10, 1],
    [{ kind: "absolute", full: 0.5, half: 1 }, 10.6, 10, 0.5],
    [{ kind: "absolute", full: 0.5, half: 1 }, 8.9, 10, 0],
    [{ kind: "relative", full: 0.02, half: 0.1 }, 102, 100, 1],
    [{ kind: "relative", full: 0.02, half: 0.1 }, 90, 100, 0.5],
    [{ kind: "relative", full: 0.02, half: 0.1 }, 89, 100, 0],
    [{ kind: "relative", full: 0.02, half: 0.1 }, -98, -100, 1],
    [{ kind: "relative", full: 0.02, half: 0.1 }, 0, 0, 1],
    [{ kind: "relative", full: 0.02, half: 0.1 }, 1e-9, 0, 0],
    [{ kind: "log", full: 2, half: 5 }, 200, 100, 1],
    [{ kind: "log", full: 2, half: 5 }, 20, 100, 0.5],
    [{ kind: "log", full: 2, half: 5 }, 501, 100, 0],
    [{ kind: "log", full: 2, half: 5 }, -100, 100, 0],
    [{ kind: "log", full: 2, half: 5 }, 0, 100, 0],
  ])("%j: %d where %d is right earns %d", (rule, given, truth, credit) => {
    expect(creditOf(rule, given, truth)).toBe(credit);
  });

  const size = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const rules = fc.oneof(
    fc.constant<CreditRule>({ kind: "exact" }),
    fc
      .tuple(fc.constantFrom("absolute" as const, "relative" as const), size, fc.double({ min: 1, max: 9, noNaN: true }))
      .map(([kind, full, more]): CreditRule => ({ kind, full, half: full * more })),
    fc.tuple(fc.double({ min: 1, max: 9, noNaN: true }), fc.double({ min: 1, max: 9, noNaN: true })).map(
      ([full, more]): CreditRule => ({ kind: "log", full, half: full * more }),
    ),
  );

  test("the truth earns full credit, and credit never rises with the distance", () => {
    const share = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(rules, size, share, share, fc.boolean(), (rule, truth, one, other, above) => {
        expect(creditOf(rule, truth, truth)).toBe(1);
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        const at = (steps: number) => (above ? truth * (1 + steps) : truth / (1 + steps));
        expect(creditOf(rule, at(near), truth)).toBeGreaterThanOrEqual(creditOf(rule, at(far), truth));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test("both ends of the full band earn full credit, a step beyond does not", () => {
    fc.assert(
      fc.property(rules, size, (rule, truth) => {
        const { from, to } = fullBand(rule, truth);
        expect([creditOf(rule, from, truth), creditOf(rule, to, truth)]).toEqual([1, 1]);
        expect(creditOf(rule, to + (to - from + truth) * 0.01, truth)).not.toBe(1);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe("creditSentence", () => {
  test("says the tolerance in the asked unit", () => {
    expect(creditSentence({ kind: "absolute", full: 0.5, half: 1 }, "ms")).toBe(
      "Within 0.5 ms of the answer counts in full, within 1 ms half.",
    );
    expect(creditSentence({ kind: "absolute", full: 1, half: 2 }, "%")).toContain("1 percentage points");
    expect(creditSentence({ kind: "relative", full: 0.07, half: 0.3 }, "ms")).toContain("Within 7% of");
    expect(creditSentence({ kind: "log", full: 2, half: 5 }, "ms")).toContain("factor of 2");
    expect(creditSentence({ kind: "exact" }, "ms")).toBe("The exact number is asked for.");
  });
});
