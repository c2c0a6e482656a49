import { describe, expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import type { ClusterPlan, PlannedOperation } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Effect } from "../simulator/node-host";
import type { Check } from "./lab";
import { US_PER_S } from "./plan-tools";
import { raftReplication } from "./raft-replication";
import { planOf, playPlan } from "./run-seed";

const S = US_PER_S;
const NODES = ["n1", "n2", "n3"];
const plans = Array.from({ length: 64 }, (_, index) => planOf(raftReplication, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(raftReplication.scenarios.length);
  });

  test("each ends with two rounds of commands to all nodes, a second before its end", () => {
    for (const { plan } of plans) {
      const last = plan.operations.slice(-2 * plan.nodes.length);
      expect(last.map(({ node }) => node)).toEqual([...plan.nodes, ...plan.nodes]);
      expect(plan.endAtUs - (last.at(-1)?.atUs ?? 0)).toBeGreaterThan(plan.clientTimeoutUs);
      expect(last[0]?.atUs ?? 0).toBeGreaterThan(plan.settledAtUs ?? 0);
    }
  });

  test("every command is another one, and at one moment each has a client of its own", () => {
    for (const { plan } of plans) {
      expect(new Set(plan.operations.map(({ value }) => value)).size).toBe(plan.operations.length);
      expect(new Set(plan.operations.map(({ atUs, client }) => `${atUs} ${client}`)).size).toBe(plan.operations.length);
    }
  });

  test("in figure 8 a majority has whole links to one node alone", () => {
    for (const { plan } of plans.filter(({ scenario }) => scenario === "figure-8")) {
      const cuts = plan.faults.flatMap((fault) => (fault.kind === "cut" ? [fault.links.length] : []));
      expect(cuts).toEqual([12, 14, 18, 16, 14]);
    }
  });
});

/** What a node does at a time, or when it is offered a command. */
interface Script {
  readonly at?: readonly { readonly atMs: number; readonly node: string; readonly effects: readonly Effect[] }[];
  readonly command?: (node: string, command: string, reply: (body: Record<string, Json>) => Effect) => readonly Effect[];
}

const cluster = ({ at = [], command = () => [] }: Script) => (id: string): PlainNode => {
  const own = at.filter(({ node }) => node === id);
  return (call) => {
    if (call.do === "boot") return own.map(({ atMs }, index) => ["timer", `${index}`, atMs, null] as const);
    if (call.do === "timer") return own[Number(call.name)]?.effects ?? [];
    if (call.do !== "message") return [];
    const body = call.body as { type: string; msg_id: number; command: string };
    return body.type === "command" ? command(id, body.command, (reply) => ["send", call.src, { ...reply, in_reply_to: body.msg_id }]) : [];
  };
};

const offer = (atUs: number, node: string, number: number): PlannedOperation => ({ atUs, client: number, node, f: "command", value: `c${number}`, body: { type: "command", command: `c${number}` } });
const deliver = (index: number, command: string): Effect => ["deliver", { index, command }];
const append = (to: string, msg_id: number, commands: readonly string[]): Effect =>
  ["send", to, { type: "append_entries", term: 1, leaderId: "n1", prevLogIndex: 0, prevLogTerm: 0, entries: commands.map((command) => ({ term: 1, command })), leaderCommit: 0, msg_id }];

function judge(id: string, script: Script, changes: Partial<ClusterPlan>) {
  const plan = smallPlan({ endAtUs: 5 * S, clientTimeoutUs: S, ...changes });
  const run = playPlan(raftReplication, plan, plainHost(cluster(script)), { inspect: false });
  return (raftReplication.checks.find((check) => check.id === id) as Check).judge(run, plan);
}

/** n1 takes every command at index 1, n2 and n3 refuse. */
const taken: Script = { command: (node, command, reply) => (node === "n1" ? [deliver(1, command), reply({ type: "command_ok", index: 1 })] : [reply({ type: "error", code: 11, text: "ask the leader" })]) };

describe("acknowledged", () => {
  const operations = NODES.map((node, number) => offer(S, node, number + 1));

  test("by a node that has applied it there", () => {
    expect(judge("acknowledged", taken, { operations })).toMatchObject({ verdict: "valid", say: "1 command acknowledged, each by a node that had applied it." });
    expect(judge("acknowledged", {}, { operations })).toMatchObject({ verdict: "unknown" });
  });

  test("but not before, by another node, or at another index", () => {
    const early: Script = { command: (node, command, reply) => (node === "n1" ? [reply({ type: "command_ok", index: 1 })] : node === "n2" ? [deliver(1, "c1")] : []) };
    expect(judge("acknowledged", early, { operations }).say).toBe("n1 answered at 1.000 s that a command is done at index 1, and had not applied it there.");
    const elsewhere: Script = { command: (node, command, reply) => (node === "n1" ? [deliver(1, command), reply({ type: "command_ok", index: 2 })] : []) };
    expect(judge("acknowledged", elsewhere, { operations }).verdict).toBe("invalid");
  });

  test("what was refused is not applied, and nothing is applied twice", () => {
    const refused: Script = { command: (node, command, reply) => (node === "n2" ? [deliver(1, command), reply({ type: "error", code: 11, text: "no" })] : []) };
    expect(judge("acknowledged", refused, { operations }).say).toBe('n2 refused "c2" at 1.000 s (no), and n2 applied it at index 1.');
    const twice: Script = { command: (node, command) => (node === "n1" ? [deliver(1, command), deliver(2, command)] : []) };
    expect(judge("acknowledged", twice, { operations }).say).toBe('"c1" was asked for once, and applied at index 1 and at index 2.');
  });
});

describe("progress", () => {
  const operations = [2, 3].flatMap((second) => NODES.map((node, number) => offer(second * S, node, second * 10 + number)));
  const all = (...nodes: string[]) => nodes.map((node) => ({ atMs: 3_500, node, effects: [deliver(1, "c30")] }));
  /** n1 takes what it is offered in the last round. */
  const last: Script = { command: (node, command, reply) => (command === "c30" ? [deliver(1, command), reply({ type: "command_ok", index: 1 })] : []) };

  test("a command is taken and applied by all who are whole", () => {
    expect(judge("progress", { ...last, at: all("n2", "n3") }, { operations }).verdict).toBe("valid");
    expect(judge("progress", { ...last, at: all("n2") }, { operations })).toMatchObject({ verdict: "invalid", say: 'n1 took "c30" at 3.000 s at index 1; n3 had not applied it by the end, 4.000 s.' });
    expect(judge("progress", {}, { operations }).say).toContain("At 2.000 s commands were offered to all nodes, and nobody took one within 1.000 s");
  });

  test("who is down, or cut off from a majority, is not waited for", () => {
    for (const fault of [{ kind: "crash", atUs: S, node: "n3" }, { kind: "isolate", atUs: S, node: "n3", way: "both" }] as const) {
      expect(judge("progress", { ...last, at: all("n2") }, { operations, faults: [fault] }).verdict).toBe("valid");
    }
  });
});

test("majority: somebody commits while the old leader is cut off", () => {
  const changes = { faults: [{ kind: "isolate", atUs: S, node: "n3", way: "both" } as const, { kind: "heal", atUs: 3 * S } as const], settledAtUs: 3 * S };
  expect(judge("majority", taken, { ...changes, operations: [offer(2 * S, "n1", 1)] }).verdict).toBe("valid");
  expect(judge("majority", taken, { ...changes, operations: [offer(4 * S, "n1", 1)] }).verdict).toBe("invalid");
  expect(judge("majority", taken, { operations: [offer(2 * S, "n1", 1)] }).verdict).toBe("unknown");
});

describe("catch-up", () => {
  const applies = (node: string, atMs: number) => ({ atMs, node, effects: [deliver(1, "a"), deliver(2, "b")] });
  const verdict = (lateMs: number, leads: readonly number[] = []) =>
    judge("catch-up", { at: [applies("n1", 500), applies("n2", 900), applies("n3", lateMs), ...leads.map((atMs) => ({ atMs, node: "n1", effects: [append("n2", atMs, [])] }))] }, { settledAtUs: S });

  test("within 2 s after all see each other", () => {
    expect(verdict(2_500)).toMatchObject({ verdict: "valid", figures: { "catch-up-ms": 1_500 } });
    expect(verdict(3_100)).toMatchObject({ verdict: "invalid", say: expect.stringContaining("2.000 s later n3 had applied 0 of them.") });
  });

  test("or after there is a leader", () => expect(verdict(3_100, [1_500])).toMatchObject({ verdict: "valid", figures: { "catch-up-ms": 1_600 } }));
  test("is unknown where nothing was applied before", () => expect(judge("catch-up", {}, { settledAtUs: S }).verdict).toBe("unknown"));
});

test("prompt: half of the moments within 2.5 rounds", () => {
  expect(judge("prompt", taken, { operations: [offer(S, "n1", 1)] })).toMatchObject({ verdict: "valid", figures: { "commit-rounds": 0 } });
  expect(judge("prompt", {}, { operations: [offer(S, "n1", 1)] }).verdict).toBe("unknown");
  const late: Script = { at: [{ atMs: 1_008, node: "n1", effects: [["send", "c2", { type: "command_ok", index: 1, in_reply_to: 1 }]] }] };
  expect(judge("prompt", late, { operations: [offer(S, "n1", 1)] })).toMatchObject({ verdict: "invalid", figures: { "commit-rounds": 2.7, "commit-ms": 8 } });
});

test("frugal: entries are counted for each follower and command", () => {
  const sends = (...batches: (readonly string[])[]): Script => ({
    ...taken, at: batches.flatMap((batch, number) => [{ atMs: 1_500 + number, node: "n1", effects: [append("n2", 2 * number, batch), append("n3", 2 * number + 1, batch)] }]),
  });
  const operations = [offer(S, "n1", 1)];
  expect(judge("frugal", sends(["c1"], []), { operations })).toMatchObject({ verdict: "valid", figures: { "rpcs-per-entry": 1, "copies-per-entry": 1 } });
  expect(judge("frugal", sends(["c1"], ["c1"]), { operations })).toMatchObject({ verdict: "invalid", figures: { "rpcs-per-entry": 2, "copies-per-entry": 2 } });
  expect(judge("frugal", sends(["c1", "c1", "c1"]), { operations })).toMatchObject({ verdict: "invalid", figures: { "rpcs-per-entry": 1, "copies-per-entry": 3 } });
  expect(judge("frugal", sends(["c1"]), { operations: [] }).verdict).toBe("unknown");
});

test("a reply tells an index", () => {
  const read = (reply: Record<string, Json>) => raftReplication.readReply(offer(0, "n1", 1), { type: "command_ok", ...reply });
  expect(read({ index: 3 })).toBe(3);
  for (const bad of [{}, { index: "3" }, { index: 1.5 }]) expect(read(bad)).toBeNull();
});
