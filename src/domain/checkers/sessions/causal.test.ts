import { describe, expect, test } from "vitest";
import { accesses } from "../../../../tests/support/draw-accesses";
import { checkCausal, type CausalForm } from "./causal";

const FORMS: readonly CausalForm[] = ["CC", "CCv", "CM", "PRAM"];
const holding = (...processes: string[]) => FORMS.filter((form) => checkCausal(accesses(...processes), { form }).verdict === "valid");
const patterns = (form: CausalForm, ...processes: string[]) => checkCausal(accesses(...processes), { form }).findings.map(({ pattern }) => pattern);

describe("the forms of causal consistency differ: examples after Bouajjani et al.", () => {
  test("(a) CM but not CCv: two processes see concurrent writes in different orders", () => {
    const history = ["0: wx1 rx=2", "1: wx2 rx=1"];
    expect(holding(...history)).toEqual(["CC", "CM", "PRAM"]);
    expect(patterns("CCv", ...history)).toEqual(["CyclicCF"]);
  });

  test("(b) CCv but not CM: a process has to forget a write that it must have known", () => {
    const history = ["0: wz1 wx1 wy1", "1: wx2 rz= ry=1 rx=2"];
    expect(holding(...history)).toEqual(["CC", "CCv"]);
    expect(patterns("CM", ...history)).toEqual(["WriteHBInitRead"]);
  });

  test("(c) CC alone: a process reads one write after the other and back again", () => {
    expect(holding("0: wx1", "1: wx2 rx=1 rx=2")).toEqual(["CC"]);
  });

  test("(d) all of them, and still not sequential: a write skew of registers", () => {
    expect(holding("0: wx1 ry= wy1 rx=1", "1: wx2 ry= wy2 rx=2")).toEqual(FORMS);
  });

  test("(e) none but PRAM: what was read is forgotten on the way through another process", () => {
    const history = ["0: wx1 wy1", "1: ry=1 wx2", "2: rx=2 rx=1"];
    expect(holding(...history)).toEqual(["PRAM"]);
    expect(patterns("CC", ...history)).toEqual(["WriteCORead"]);
  });
});

describe("each pattern is told with what leads to it", () => {
  test("CyclicCO: two processes read from each other's future", () => {
    const [finding] = checkCausal(accesses("0: rx=1 wy1", "1: ry=1 wx1")).findings;
    expect(finding).toMatchObject({ pattern: "CyclicCO" });
    expect(finding?.steps).toHaveLength(4);
    expect(finding?.steps).toContainEqual({ from: "T0, read x = 1", to: "T1, write y = 1", because: "process 0 did the one before the other" });
  });

  test("WriteCOInitRead: a reply is seen without what it answers", () => {
    const [finding] = checkCausal(accesses("0: wx1", "1: rx=1 wy1", "2: ry=1 rx=")).findings;
    expect(finding?.says).toBe("T4, read x = null: that is the initial value, but T0, write x = 1 came before.");
    expect(finding?.steps.map(({ from }) => from)).toEqual(["T0, write x = 1", "T1, read x = 1", "T2, write y = 1", "T3, read y = 1"]);
  });

  test("ThinAirRead: 7 was never written, nor is it the initial value", () => {
    expect(patterns("CC", "0: rx=7 rx=")).toEqual(["ThinAirRead"]);
  });

  test("CyclicHB: its reads leave a process no order of the writes", () => {
    const [finding] = checkCausal(accesses("0: wx1", "1: wx2", "2: rx=1 rx=2 rx=1")).findings;
    expect(finding?.pattern).toBe("CyclicHB");
    expect(finding?.steps.some(({ because }) => because.includes("was therefore replaced by then"))).toBe(true);
  });
});

test("writes that are not unique make it unknown", () => {
  expect(checkCausal(accesses("0: wx1", "1: wx1"))).toMatchObject({ verdict: "unknown" });
});

test("rounds that are used up make it unknown", () => {
  expect(checkCausal(accesses("0: wx1", "1: wx2 rx=1"), { roundsMax: 1 })).toMatchObject({ verdict: "unknown" });
});
