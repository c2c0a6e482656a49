// The rules W1 to W9 of ../SPEC.md, with time given by the tests and no process anywhere.
import { describe, expect, test } from "vitest";
import type { ClusterPlan, PlannedOperation } from "../cluster-plan";
import type { Body } from "../message";
import { type Order, OutsideCluster } from "./outside-cluster";

const MS = 1_000;

const ask = (atUs: number, node = "n1", client = 0): PlannedOperation => ({ atUs, client, node, f: "ask", value: atUs, body: { type: "ask" } });

const planWith = (changes: Partial<ClusterPlan>): ClusterPlan => ({
  seed: "s",
  nodes: ["n1", "n2"],
  latency: { kind: "constant", meanUs: 10 * MS },
  loss: 0,
  duplication: 0,
  fsync: { kind: "constant", meanUs: MS },
  clockOffsetsMs: {},
  services: ["lin-kv"],
  operations: [],
  faults: [],
  clientTimeoutUs: 1_000 * MS,
  endAtUs: 10_000 * MS,
  eventsMax: 1_000,
  ...changes,
});

const line = (src: string, dest: string, body: Body): string => JSON.stringify({ src, dest, body });
const initOk = (node: string): string => line(node, "c0", { type: "init_ok", in_reply_to: 1 });

/** What was ordered, in short: "n1 kill", and of lines whom they are from and their type. */
const short = (orders: readonly Order[]): string[] =>
  orders.map((order) => {
    if (order.do !== "write") return `${order.node} ${order.do}`;
    const { src, dest, body } = JSON.parse(order.line) as { src: string; dest: string; body: Body };
    return `${src}→${dest} ${body.type}`;
  });

const clusterOf = (changes: Partial<ClusterPlan>): OutsideCluster =>
  new OutsideCluster(planWith(changes), (_, reply) => (reply.type === "ask_ok" ? (reply["value"] ?? true) : null));

/** A cluster whose nodes are all ready, and what was ordered when its clock began to run. */
function going(changes: Partial<ClusterPlan> = {}): { cluster: OutsideCluster; first: string[] } {
  const cluster = clusterOf(changes);
  cluster.begin();
  for (const node of changes.nodes ?? ["n1", "n2"]) cluster.hear(node, initOk(node), 0);
  return { cluster, first: short(cluster.go()) };
}

const endingOf = (cluster: OutsideCluster): string => {
  const { ending } = cluster.record();
  return ending.kind === "program-failed" ? `${ending.node}: ${ending.failure.message}` : ending.kind;
};

describe("the start", () => {
  test("W1 each node is started and told who it is; nothing else happens before all have answered", () => {
    const cluster = clusterOf({ operations: [ask(0)] });
    const orders = cluster.begin();
    expect(short(orders)).toEqual(["n1 start", "c0→n1 init", "n2 start", "c0→n2 init"]);
    expect(JSON.parse((orders[1] as { line: string }).line)).toEqual({ src: "c0", dest: "n1", body: { type: "init", msg_id: 1, node_id: "n1", node_ids: ["n1", "n2"] } });
    expect(short(cluster.hear("n1", initOk("n1"), 0))).toEqual([]);
    expect(cluster.isReady).toBe(false);
    cluster.hear("n2", initOk("n2"), 0);
    expect(cluster.isReady).toBe(true);
    expect(short(cluster.go())).toEqual(["c1→n1 ask"]);
  });

  test("W1 what is no init_ok ends the run, in words", () => {
    const cluster = clusterOf({});
    cluster.begin();
    cluster.hear("n1", line("n1", "c0", { type: "init_ok" }), 0);
    expect(endingOf(cluster)).toMatch(/^n1: it answered init with .*"init_ok".* has to have/);
  });
});

describe("messages", () => {
  test("W2 a message arrives when its delay is over, by the clock that is given", () => {
    const { cluster } = going({ operations: [ask(9_000 * MS)] });
    expect(short(cluster.hear("n1", line("n1", "n2", { type: "hi" }), 500 * MS))).toEqual([]);
    expect(short(cluster.advance(509 * MS))).toEqual([]);
    expect(short(cluster.advance(511 * MS))).toEqual(["n1→n2 hi"]);
    expect(cluster.lateUs).toBe(MS);
  });

  test("W2 loss, duplication and partitions are the simulator's", () => {
    const sent = (changes: Partial<ClusterPlan>): string[] => {
      const { cluster } = going({ operations: [ask(9_000 * MS)], ...changes });
      cluster.hear("n1", line("n1", "n2", { type: "hi" }), 500 * MS);
      return short(cluster.advance(600 * MS));
    };
    expect(sent({ loss: 1 })).toEqual([]);
    expect(sent({ duplication: 1 })).toEqual(["n1→n2 hi", "n1→n2 hi"]);
    expect(sent({ faults: [{ kind: "partition", atUs: 100 * MS, sides: [["n1"], ["n2"]] }] })).toEqual([]);
    expect(sent({ faults: [{ kind: "cut", atUs: 100 * MS, links: [["n2", "n1"]] }] })).toEqual(["n1→n2 hi"]);
  });

  test("W3 a client gets its answer, an error by Maelstrom's codes, or nothing in time", () => {
    const { cluster } = going({ operations: [ask(0), ask(100 * MS), ask(200 * MS), ask(300 * MS)] });
    cluster.hear("n1", line("n1", "c1", { type: "ask_ok", value: 7, in_reply_to: 1 }), 5 * MS);
    cluster.advance(100 * MS);
    cluster.hear("n1", line("n1", "c1", { type: "error", code: 11, text: "not now", in_reply_to: 2 }), 105 * MS);
    cluster.advance(200 * MS);
    cluster.hear("n1", line("n1", "c1", { type: "error", code: 13, text: "who knows", in_reply_to: 3 }), 205 * MS);
    cluster.advance(300 * MS);
    cluster.advance(2_000 * MS);
    const { history } = cluster.record();
    expect(history.map(({ process, type, value, timeUs, error }) => [process, type, value, timeUs / MS, error?.code])).toEqual([
      [0, "invoke", 0, 0, undefined],
      [0, "ok", 7, 5, undefined],
      [0, "invoke", 100 * MS, 100, undefined],
      [0, "fail", 100 * MS, 105, 11],
      [0, "invoke", 200 * MS, 200, undefined],
      [0, "info", 200 * MS, 205, 13],
      [1, "invoke", 300 * MS, 300, undefined],
      [1, "info", 300 * MS, 2_000, 0],
    ]);
  });

  test("W4 services answer in the same network", () => {
    const { cluster } = going({ operations: [ask(9_000 * MS)] });
    cluster.hear("n1", line("n1", "lin-kv", { type: "write", key: "k", value: 3, msg_id: 1 }), 0);
    expect(short(cluster.advance(10 * MS)), "it is on its way back").toEqual([]);
    expect(short(cluster.advance(20 * MS))).toEqual(["lin-kv→n1 write_ok"]);
    cluster.hear("n2", line("n2", "lin-kv", { type: "cas", key: "k", from: 4, to: 5, msg_id: 8 }), 30 * MS);
    const [order] = [...cluster.advance(40 * MS), ...cluster.advance(50 * MS)];
    expect(JSON.parse((order as { line: string }).line)).toMatchObject({ dest: "n2", body: { type: "error", code: 22, in_reply_to: 8 } });
  });
});

describe("faults", () => {
  test("W5 a crash kills, a restart starts anew, and what comes meanwhile waits until init is answered", () => {
    const { cluster } = going({ operations: [ask(250 * MS), ask(9_000 * MS)], faults: [{ kind: "crash", atUs: 100 * MS, node: "n1", forUs: 100 * MS }] });
    expect(short(cluster.advance(100 * MS))).toEqual(["n1 kill"]);
    expect(short(cluster.hear("n1", line("n1", "n2", { type: "late" }), 110 * MS)), "of a life that is over").toEqual([]);
    expect(short(cluster.advance(200 * MS))).toEqual(["n1 start", "c0→n1 init"]);
    expect(short(cluster.advance(250 * MS)), "it is not ready").toEqual([]);
    expect(short(cluster.hear("n1", initOk("n1"), 300 * MS))).toEqual(["c1→n1 ask"]);
    cluster.conclude(400 * MS);
    const outages = cluster.record().outages.map(({ kind, fromUs, untilUs }) => [kind, fromUs / MS, untilUs / MS]);
    expect(outages, "nobody is blamed for the time that a start takes").toEqual([["down", 100, 200], ["paused", 200, 300]]);
  });

  test("W5 a pause stops the process: what comes for it waits, and so does what it had said", () => {
    const { cluster } = going({ operations: [ask(150 * MS), ask(9_000 * MS)], faults: [{ kind: "pause", atUs: 100 * MS, node: "n1", forUs: 100 * MS }] });
    expect(short(cluster.advance(100 * MS))).toEqual(["n1 stop"]);
    expect(short(cluster.advance(150 * MS))).toEqual([]);
    cluster.hear("n1", line("n1", "n2", { type: "said before" }), 151 * MS);
    expect(short(cluster.advance(190 * MS))).toEqual([]);
    expect(short(cluster.advance(200 * MS))).toEqual(["n1 continue", "c1→n1 ask"]);
    expect(short(cluster.advance(211 * MS))).toEqual(["n1→n2 said before"]);
  });
});

describe("the end", () => {
  test.each([
    ["no JSON", "hello", /^n1: it printed a line that is no JSON: hello\. Only messages/],
    ["an empty line", "", /\(an empty line\)/],
    ["another name", line("n2", "n1", { type: "hi" }), /Its "src" has to be "n1"/],
    ["no body", '{"src":"n1","dest":"n2"}', /Its "body" has to be an object/],
    ["an unknown destination", line("n1", "n9", { type: "hi" }), /it sent a message to "n9", which is neither a node, nor a client, nor a service here: \{"src":"n1"/],
    ["a client that is not there", line("n1", "c7", { type: "hi" }), /to "c7"/],
  ])("W8 %s ends the run, and the line is shown", (_, text, words) => {
    const { cluster } = going({ operations: [ask(9_000 * MS)] });
    cluster.hear("n1", text, 10 * MS);
    expect(cluster.hasEnded).toBe(true);
    expect(endingOf(cluster)).toMatch(words);
  });

  test("W8 a program that ends is a failure, also while it starts or is paused; one that we killed is none", () => {
    const paused = going({ operations: [ask(20 * MS), ask(9_000 * MS)], faults: [{ kind: "pause", atUs: 10 * MS, node: "n1" }] }).cluster;
    paused.advance(30 * MS);
    paused.fail("n1", "it ended with exit code 3.", 40 * MS);
    expect(endingOf(paused)).toBe("n1: it ended with exit code 3.");
    const starting = clusterOf({});
    starting.begin();
    starting.fail("n2", "it ended with exit code 1.", 0);
    expect(endingOf(starting)).toBe("n2: it ended with exit code 1.");
    const killed = going({ operations: [ask(9_000 * MS)], faults: [{ kind: "crash", atUs: 10 * MS, node: "n1" }] }).cluster;
    killed.advance(20 * MS);
    killed.fail("n1", "it was ended by SIGKILL.", 30 * MS);
    expect(killed.hasEnded).toBe(false);
  });

  test("W8 the run ends at the plan's time, when nothing is left, or when it is too much", () => {
    const late = going({ operations: [ask(0)], clientTimeoutUs: 20_000 * MS }).cluster;
    late.advance(10_001 * MS);
    expect([late.hasEnded, endingOf(late), late.record().endedAtUs / MS]).toEqual([true, "finished", 10_001]);
    const idle = going({ operations: [ask(0)] }).cluster;
    idle.hear("n1", line("n1", "c1", { type: "ask_ok", in_reply_to: 1 }), MS);
    idle.advance(1_100 * MS);
    expect([idle.hasEnded, endingOf(idle)]).toEqual([true, "finished"]);
    const loud = going({ operations: [ask(9_000 * MS)], eventsMax: 3 }).cluster;
    for (let n = 0; n < 3; n += 1) loud.hear("n1", line("n1", "n2", { type: "hi" }), n * MS);
    loud.advance(100 * MS);
    expect([loud.hasEnded, endingOf(loud)]).toEqual([true, "too-many-events"]);
  });

  test("W8 a run that is ended early has what was under way as indefinite", () => {
    const { cluster } = going({ operations: [ask(0), ask(500 * MS, "n2", 1)] });
    cluster.conclude(100 * MS);
    expect(cluster.record().history.map(({ type, operation }) => [type, operation])).toEqual([["invoke", 0], ["info", 0]]);
  });
});
