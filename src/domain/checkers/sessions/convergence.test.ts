import { describe, expect, test } from "vitest";
import { checkConvergence, checkStrongConvergence } from "./convergence";

describe("convergence", () => {
  const a = { replica: "n1", state: { x: 1, y: 2 }, event: 7 };

  test("all replicas hold the same in the end, whatever the order of keys", () => {
    expect(checkConvergence([a, { replica: "n2", state: { y: 2, x: 1 }, event: 8 }], ["n1", "n2"]).verdict).toBe("valid");
  });

  test("two that differ are told", () => {
    expect(checkConvergence([a, { replica: "n2", state: 3, event: 8 }], ["n1", "n2", "n3"])).toMatchObject({
      verdict: "invalid",
      divergence: { says: 'n1 holds {"x":1,"y":2} (event 7) and n2 holds 3 (event 8), after everything had gone quiet.', events: [7, 8] },
    });
  });

  test("a replica that was not read may hold anything", () => {
    expect(checkConvergence([a], ["n1", "n2"])).toMatchObject({ verdict: "unknown", unknownBecause: "n2 could not be read after everything had gone quiet." });
  });
});

describe("strong convergence", () => {
  const one = { replica: "n1", state: [1, 2], event: 3, delivered: ["a", "b"] };

  test("the same updates in another order, or twice, lead to the same state", () => {
    expect(checkStrongConvergence([one, { ...one, replica: "n2", delivered: ["b", "a", "a"] }]).verdict).toBe("valid");
    expect(checkStrongConvergence([one, { ...one, replica: "n2", state: [2, 1], event: 5, delivered: ["b", "a"] }]).divergence?.says).toBe(
      "n1 holds [1, 2] (event 3) and n2 holds [2, 1] (event 5), though the same updates had been delivered to them.",
    );
  });

  test("states with different updates cannot be compared", () => {
    expect(checkStrongConvergence([one, { ...one, state: 0, delivered: ["a"] }]).verdict).toBe("unknown");
  });
});
