import { describe, expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import type { ClusterPlan } from "../simulator/cluster-plan";
import { excerptOf } from "./excerpt";
import type { LabRules } from "./lab";
import { EXCERPT_EVENTS_MAX } from "./result";
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

describe("an excerpt", () => {
  let lives = 0;
  const durable = () => {
    // A count that outlives the crash, as on a disk.
    const node: PlainNode = (call) => {
      if (call.do !== "message") return [];
      lives += 1;
      return [["send", "n2", { type: "told", long: "x".repeat(5_000) }], ["send", call.src, { type: "answer", value: lives, in_reply_to: (call.body as { msg_id: number }).msg_id }]];
    };
    return node;
  };

  test("shows the witness, what caused it, what became of it, and the faults of its nodes; no more than fits", () => {
    lives = 0;
    const record = run(true, durable);
    const seed = judgeRun(LAB, 1, "s", record);
    const failed = seed.checks.find(({ verdict }) => verdict === "failed");
    expect(failed).toMatchObject({ check: "no-sixty" });
    const excerpt = excerptOf(record, seed, failed as NonNullable<typeof failed>, ["n1", "n2"]);
    expect(excerpt.events.length).toBeLessThanOrEqual(EXCERPT_EVENTS_MAX);
    expect(excerpt.eventsInRun).toBe(record.events);
    const witness = excerpt.witnesses[0] as number;
    const kinds = excerpt.events.map(({ kind, number }) => `${kind}${number === witness ? " (witness)" : ""}`);
    expect(kinds).toContain("invoked");
    expect(kinds).toContain("completed (witness)");
    expect(kinds.filter((kind) => kind === "handled").length).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(excerpt).length).toBeLessThan(100_000);
    expect(excerpt.events.map(({ number }) => number)).toEqual(excerpt.events.map(({ number }) => number).sort((a, b) => a - b));
  });

  test("of a program that fails shows the handler that failed, not the requests that end with it", () => {
    const host = plainHost(() => () => []);
    const thrown = JSON.stringify({ kind: "threw", message: "boom", frames: [] });
    const failing = { ...host, handle: (...call: Parameters<typeof host.handle>) => (host.calls.length > 40 ? `[]\u0001${thrown}\u0001` : host.handle(...call)) };
    const record = playPlan(LAB, planOf(LAB, 1, "s").plan, failing, { inspect: true });
    const seed = judgeRun(LAB, 1, "s", record);
    const { events, witnesses } = excerptOf(record, seed, seed.checks[0] as NonNullable<(typeof seed.checks)[0]>, ["n1", "n2"]);
    expect(events.find(({ number }) => number === witnesses[0])).toMatchObject({ kind: "handled", failed: true });
    expect(record.trace?.at(-1)?.kind).toBe("completed");
  });

  test("of a check about the whole run it shows the middle", () => {
    const record = run(true);
    const seed = judgeRun(LAB, 1, "s", record);
    const { events } = excerptOf(record, seed, { check: "costs", verdict: "failed", say: "", figures: {}, witnesses: [] }, ["n1", "n2"]);
    expect(events).toHaveLength(EXCERPT_EVENTS_MAX);
    expect(events[0]?.number).toBeGreaterThan(100);
  });

  test("a short run is shown whole", () => {
    const short: LabRules = { ...LAB, scenarios: [{ id: "a", share: 1, plan: (seed) => ({ ...plan(seed), operations: plan(seed).operations.slice(0, 3) }) }] };
    const record = run(true, counting, short);
    const seed = judgeRun(short, 1, "s", record);
    expect(excerptOf(record, seed, seed.checks[0] as NonNullable<(typeof seed.checks)[0]>, ["n1", "n2"]).events).toHaveLength(record.events);
  });
});
