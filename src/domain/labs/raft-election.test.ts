import { describe, expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Effect, NodeCall } from "../simulator/node-host";
import type { Check } from "./lab";
import { US_PER_S } from "./plan-tools";
import { raftElection } from "./raft-election";
import { playPlan } from "./run-seed";

const NODES = ["n1", "n2", "n3"];
const S = US_PER_S;
const others = (id: string) => NODES.filter((to) => to !== id);
const toAll = (id: string, body: Record<string, Json>): Effect[] => others(id).map((to) => ["send", to, body] as const);
const votesFor = (id: string, term: number, msg_id: number) => toAll(id, { type: "request_vote", term, candidateId: id, lastLogIndex: 0, lastLogTerm: 0, msg_id });
const leads = (id: string, term: number, msg_id: number) => toAll(id, { type: "append_entries", term, leaderId: id, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0, msg_id });

interface Step {
  readonly atMs: number;
  readonly node: string;
  readonly effects: readonly Effect[];
}

/** Nodes that grant every vote and say what `says` says; what else they do is a script of timers. */
const cluster = (steps: readonly Step[], says: (id: string) => Json = () => ({ leader: "n1", term: 1 })) => (id: string): PlainNode => {
  const own = steps.filter(({ node }) => node === id);
  return (call: NodeCall) => {
    if (call.do === "boot") return own.map(({ atMs }, index) => ["timer", `${index}`, atMs, null] as const);
    if (call.do === "timer") return own[Number(call.name)]?.effects ?? [];
    if (call.do !== "message") return [];
    const { type, term, msg_id } = call.body as { type: string; term: number; msg_id: number };
    const reply = (body: Record<string, Json>): Effect[] => [["send", call.src, { ...body, in_reply_to: msg_id }]];
    if (type === "leader") return reply({ type: "leader_ok", ...(says(id) as Record<string, Json>) });
    return type === "request_vote" ? reply({ type: "request_vote_ok", term, voteGranted: true }) : [];
  };
};

const ELECTION: readonly Step[] = [{ atMs: 100, node: "n1", effects: votesFor("n1", 1, 1) }, { atMs: 200, node: "n1", effects: leads("n1", 1, 2) }];

function judge(id: string, steps: readonly Step[], changes: Partial<ClusterPlan> = {}, says?: (id: string) => Json) {
  const plan = smallPlan({ endAtUs: 10 * S, clientTimeoutUs: S, ...changes });
  const run = playPlan(raftElection, plan, plainHost(cluster(steps, says)), { inspect: false });
  const check = raftElection.checks.find((one) => one.id === id) as Check;
  return check.judge(run, plan);
}
const verdict = (...args: Parameters<typeof judge>) => judge(...args).verdict;

describe("form", () => {
  test("is that of Figure 2", () => {
    expect(verdict("form", ELECTION)).toBe("valid");
    const odd = judge("form", [...ELECTION, { atMs: 300, node: "n2", effects: [["deliver", "leader"]] }]);
    expect([odd.verdict, odd.say]).toEqual(["invalid", "n2 delivered something else than { index, command }. 1 event of the run cannot be read."]);
  });

  test("is missed where nobody asks for votes", () => expect(verdict("form", [])).toBe("invalid"));
});

test("one leader: unknown without any, broken by one that has no votes", () => {
  expect([verdict("one-leader", []), verdict("one-leader", ELECTION)]).toEqual(["unknown", "valid"]);
  const { verdict: found, figures } = judge("one-leader", [...ELECTION, { atMs: 300, node: "n2", effects: leads("n2", 1, 1) }]);
  expect([found, Object.keys(figures)]).toEqual(["invalid", ["two-leaders"]]);
});

test("durable votes: one that is on no disk is told", () => expect(judge("durable-votes", ELECTION).say).toBe("n2 voted for n1 in term 1 (event 4) while its disk held nothing."));

describe("the first leader", () => {
  test("comes within 5 s", () => expect(judge("first-leader", ELECTION)).toMatchObject({ verdict: "valid", figures: { "first-leader-ms": 102 } }));
  test("is too late after that", () => expect(verdict("first-leader", ELECTION.map((step) => ({ ...step, atMs: step.atMs + 5_000 })))).toBe("invalid"));
  test("does not come", () => expect(verdict("first-leader", [])).toBe("invalid"));
});

describe("a good leader", () => {
  const candidate = (atMs: number): Step => ({ atMs, node: "n2", effects: votesFor("n2", 2, 1) });

  test("is left alone; who stood before it was heard is excused", () => {
    expect([verdict("stable", ELECTION), verdict("stable", [...ELECTION, candidate(1_000)])]).toEqual(["valid", "valid"]);
  });

  test("is deposed without need", () => {
    expect(judge("stable", [...ELECTION, candidate(4_000)])).toMatchObject({ verdict: "invalid", figures: { "needless-terms": 1 }, say: expect.stringContaining("n2 asked for votes at 4.000 s, although n1 led") });
  });
});

test("idle: 30 messages a second for each follower, those to clients not counted", () => {
  const beats = (everyMs: number): Step[] => Array.from({ length: Math.floor(9_800 / everyMs) }, (_, index) => ({ atMs: 200 + index * everyMs, node: "n1", effects: leads("n1", 1, 10 + index) }));
  expect(judge("idle", [...ELECTION, ...beats(40)])).toMatchObject({ verdict: "valid", figures: { "idle-msgs-per-s": 50.1 } });
  expect(judge("idle", [...ELECTION, ...beats(30)])).toMatchObject({ verdict: "invalid", say: expect.stringContaining("60 are enough") });
});

describe("failover", () => {
  const taken: Partial<ClusterPlan> = { faults: [{ kind: "isolate", atUs: S, node: { lastSenderOf: "append_entries" }, way: "both" }] };
  const next = (atMs: number): Step[] => [{ atMs, node: "n2", effects: votesFor("n2", 2, 1) }, { atMs: atMs + 10, node: "n2", effects: leads("n2", 2, 2) }];

  test("is soon or late", () => {
    expect(judge("failover", [...ELECTION, ...next(2_000)], taken)).toMatchObject({ verdict: "valid", figures: { "failover-ms": 1_002 } });
    expect(verdict("failover", [...ELECTION, ...next(6_100)], taken)).toBe("invalid");
    expect(judge("failover", ELECTION, taken)).toMatchObject({ verdict: "invalid", say: expect.stringContaining("n1 led term 1 and was taken away at 1.000 s") });
  });

  test("is unknown where nobody led", () => expect(verdict("failover", [], taken)).toBe("unknown"));
});

describe("agreement", () => {
  const operations = NODES.map((node, client) => ({ atUs: 8 * S, client, node, f: "leader", value: null, body: { type: "leader" } }));
  const named = (...leaders: (string | null)[]) => (id: string): Json => ({ leader: leaders[NODES.indexOf(id)] ?? null, term: 1 });

  test("of a majority on a leader that there was", () => expect(verdict("agreement", ELECTION, { operations }, named("n1", "n1", null))).toBe("valid"));

  test("of too few, or on nobody", () => {
    expect(judge("agreement", ELECTION, { operations }, named("n1", "n2", "n3")).say).toBe("At 8.000 s no majority named one leader: n1 n1 (term 1), n2 n2 (term 1), n3 n3 (term 1).");
    expect(verdict("agreement", ELECTION, { operations }, named(null, null, null))).toBe("invalid");
  });

  test("on a leader that is gone, or says otherwise", () => {
    const gone = { operations, faults: [{ kind: "crash", atUs: S, node: "n1" } as const] };
    expect(judge("agreement", ELECTION, gone, named("n1", "n1", "n1")).say).toContain("n2, n3 follow n1 in term 1, which does not lead any more");
    expect(verdict("agreement", ELECTION, { operations }, named(null, "n1", "n1"))).toBe("invalid");
  });

  test("on somebody who never led", () => expect(judge("agreement", ELECTION, { operations }, named("n2", "n2", "n2")).say).toBe("n1, n2, n3 named n2 as the leader of term 1, and it never led that term."));
});

test("a reply names a leader or nobody, and a term", () => {
  const asked = { atUs: 0, client: 0, node: "n1", f: "leader", value: null, body: { type: "leader" } };
  const read = (reply: Record<string, Json>) => raftElection.readReply(asked, { type: "leader_ok", ...reply });
  expect(read({ leader: null, term: 0 })).toEqual({ leader: null, term: 0 });
  for (const bad of [{ leader: 1, term: 1 }, { leader: "n1" }, { leader: "n1", term: 1.5 }]) expect(read(bad)).toBeNull();
});
