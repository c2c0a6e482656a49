import { describe, expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { LabRules } from "./lab";
import { cutSeed, judgeCheck, judgeRun, planOf, playPlan } from "./run-seed";

const plan = (seed: string): ClusterPlan => ({
  seed,
  nodes: ["n1", "n2"],
  latency: { kind: "constant", meanUs: 1_000 },
  loss: 0,
  duplication: 0,
  fsync: { kind: "constant", meanUs: 1_000 },
  clockOffsetsMs: {},
  operations: Array.from({ length: 100 }, (_, index) => ({ atUs: 1_000 * index, client: 0, node: "n1", f: "ask", value: null, body: { type: "ask" } })),
  faults: [{ kind: "crash", atUs: 50_500, node: "n1" }, { kind: "restart", atUs: 50_700, node: "n1" }, { kind: "crash", atUs: 50_500, node: "n2" }],
  clientTimeoutUs: 10_000,
  endAtUs: 1_000_000,
  eventsMax: 1_000,
});

/** Its check finds the answer that says 60, which the node got from a message to itself. */
const LAB: LabRules = {
  id: "test",
  version: 1,
  scenarios: [{ id: "a", share: 3, plan }, { id: "b", share: 1, plan }],
  readReply: (_operation, reply) => reply["value"] ?? null,
  checks: [{
    id: "no-sixty",
    scenarios: ["a"],
    judge: ({ history }) => {
      const found = history.find(({ type, value }) => type === "ok" && value === 60);
      return { verdict: found === undefined ? "valid" : "invalid", say: "60 was said", witnesses: found === undefined ? [] : [found.event], figures: {} };
    },
  }],
};

const counting = (): PlainNode => {
  let count = 0;
  return (call) => {
    if (call.do !== "message") return [];
    count += 1;
    return [["send", "n2", { type: "told" }], ["send", call.src, { type: "answer", value: count, in_reply_to: (call.body as { msg_id: number }).msg_id }]];
  };
};
const run = (inspect = false, node: () => PlainNode = counting, lab = LAB) => playPlan(lab, planOf(lab, 1, "s").plan, plainHost((id) => (id === "n1" ? node() : () => [])), { inspect });

test("scenarios take turns by their shares", () => {
  const turns = Array.from({ length: 8 }, (_, index) => planOf(LAB, index + 1, "s").scenario);
  expect(turns).toEqual(["a", "a", "b", "a", "a", "a", "b", "a"]);
});

test("the trace is recorded where checks read it or somebody looks, with pictures only for whoever looks", () => {
  const pictures = (record: ReturnType<typeof run>) => record.trace?.filter((event) => "picture" in event).length;
  expect(run().trace).toBeUndefined();
  const read = run(false, counting, { ...LAB, readsTrace: true });
  expect([read.trace?.length, pictures(read), read.traceHash]).toEqual([read.events, 0, run().traceHash]);
  expect(pictures(run(true))).toBeGreaterThan(100);
});

describe("a verdict", () => {
  test("judges only the checks of its scenario", () => {
    const record = run();
    expect(judgeRun(LAB, 1, "s", record).checks.map(({ check }) => check)).toEqual(["program", "no-sixty"]);
    expect(judgeRun(LAB, 3, "s", record).checks.map(({ check }) => check)).toEqual(["program"]);
  });

  test("a restart makes the count begin anew, so that nobody says 60", () => {
    expect(judgeRun(LAB, 1, "s", run()).verdict).toBe("passed");
  });

  test("a program that fails by itself has failed, with its words", () => {
    const broken = run(false, () => () => [["nothing-of-the-kind"] as unknown as never]);
    expect(judgeRun(LAB, 1, "s", broken)).toMatchObject({ verdict: "failed", failure: { kind: "bad-effect" }, checks: [{ check: "program", verdict: "failed" }] });
  });

  test("of one check is that of all checks, and none of a program that fails by itself", () => {
    const record = run();
    const [, noSixty] = judgeRun(LAB, 1, "s", record).checks;
    expect(judgeCheck(LAB, "no-sixty", plan("s"), record)).toEqual(noSixty);
    const broken = run(false, () => () => [["nothing-of-the-kind"] as unknown as never]);
    expect(judgeCheck(LAB, "no-sixty", plan("s"), broken)).toBeNull();
    expect(judgeCheck(LAB, "program", plan("s"), broken)).toMatchObject({ verdict: "failed" });
  });

  test("what was cut off is unknown", () => {
    expect(cutSeed(LAB, 3, "killed")).toMatchObject({ n: 3, scenario: "b", verdict: "unknown", cut: "killed" });
  });
});
