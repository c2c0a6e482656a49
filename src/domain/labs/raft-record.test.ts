import { describe, expect, test } from "vitest";
import { type PlainNode, plainHost } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import { checkElectionSafety } from "../checkers/raft/election-safety";
import { checkPersistence } from "../checkers/raft/persistence";
import { checkStateMachineSafety } from "../checkers/raft/state-machine-safety";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Effect, NodeCall } from "../simulator/node-host";
import { runCluster } from "../simulator/run-cluster";
import { readRaft } from "./raft-record";

const NODES = ["n1", "n2", "n3"];
const X = { term: 1, command: "x" };
const others = (id: string) => NODES.filter((to) => to !== id);
const vote = { type: "request_vote", term: 1, candidateId: "n1", lastLogIndex: 0, lastLogTerm: 0, msg_id: 7 };
const append = { type: "append_entries", term: 1, leaderId: "n1", prevLogIndex: 0, prevLogTerm: 0, entries: [X], leaderCommit: 0, msg_id: 8 };
const sends = (id: string, body: Json): Effect[] => others(id).map((to) => ["send", to, body] as const);
const syncsVote: Effect[] = [["write", "currentTerm", 1], ["write", "votedFor", "n1"], ["fsync", 1]];
const reply = (call: Extract<NodeCall, { do: "message" }>, body: Record<string, Json>): Effect => ["send", call.src, { ...body, in_reply_to: (call.body as { msg_id: number }).msg_id }];

/** n1 asks for votes, then sends an entry; the others vote and take it, durably or (if hasty) before their disks have it. */
const scripted = (id: string, hasty: boolean): PlainNode => {
  let pending: Effect[] = [];
  return (call) => {
    if (call.do === "boot") return id === "n1" ? [...syncsVote, ["append", "log", X], ["fsync", 2], ["timer", "ask", 10, null], ["timer", "lead", 20, null]] : [];
    if (call.do === "timer") return call.name === "ask" ? sends(id, vote) : sends(id, append);
    if (call.do === "synced") return pending.splice(0);
    if (call.do !== "message") return [];
    const { type } = call.body as { type: string };
    if (type === "request_vote") {
      const answer = reply(call, { type: "request_vote_ok", term: 1, voteGranted: true });
      if (hasty) return [answer, ...syncsVote];
      pending = [answer];
      return syncsVote;
    }
    if (type !== "append_entries") return [];
    const answer: Effect[] = [reply(call, { type: "append_entries_ok", term: 1, success: true }), ["deliver", { index: 1, command: "x" }]];
    if (hasty) return [...answer, ["append", "log", X], ["fsync", 2]];
    pending = answer;
    return [["append", "log", X], ["fsync", 2]];
  };
};
const read = (node: (id: string) => PlainNode, changes: Partial<ClusterPlan> = {}) => readRaft(runCluster(smallPlan(changes), () => null, plainHost(node), { inspect: true }), NODES);

describe("a run becomes a record", () => {
  const { record, unreadable } = read((id) => scripted(id, false));

  test("of the messages as they were sent, with the request that each reply answers and when it came", () => {
    expect(unreadable).toEqual([]);
    expect(record.messages.map(({ kind, from, to }) => `${kind} ${from}${to}`)).toEqual([
      "request-vote n1n2", "request-vote n1n3", "vote n2n1", "vote n3n1", "append-entries n1n2", "append-entries n1n3", "appended n2n1", "appended n3n1",
    ]);
    const [granted] = record.messages.flatMap((message) => (message.kind === "vote" ? [message] : []));
    expect(granted).toMatchObject({ requestTerm: 1, voteGranted: true });
    expect(granted?.deliveredAt).toBeGreaterThan(granted?.event ?? Infinity);
    expect(record.messages.find(({ kind }) => kind === "appended")).toMatchObject({ success: true, request: { kind: "append-entries", entries: [X] } });
  });

  test("of the disks whenever what is synced has changed, and of what was applied", () => {
    expect(record.disks.filter(({ node }) => node === "n2").map(({ currentTerm, votedFor, log }) => [currentTerm, votedFor, log])).toEqual([[1, "n1", []], [1, "n1", [X]]]);
    expect(record.applied.map(({ node, incarnation, index, command }) => [node, incarnation, index, command])).toEqual([["n2", 0, 1, "x"], ["n3", 0, 1, "x"]]);
  });

  test("on which the invariants hold, and do not for a node that answers before its disk has it", () => {
    expect([checkElectionSafety(record).verdict, checkPersistence(record).verdict, checkStateMachineSafety(record).verdict]).toEqual(["valid", "valid", "valid"]);
    const hasty = checkPersistence(read((id) => scripted(id, true)).record);
    expect([hasty.verdict, new Set(hasty.findings.map(({ pattern }) => pattern))]).toEqual(["invalid", new Set(["vote-not-durable", "entry-not-durable"])]);
  });

  test("a lost vote was never delivered", () => {
    const { record: cut } = read((id) => scripted(id, false), { faults: [{ kind: "cut", atUs: 1, links: [["n2", "n1"]] }] });
    expect(cut.messages.flatMap((message) => (message.kind === "vote" ? [[message.from, message.deliveredAt === null]] : []))).toEqual([["n2", true], ["n3", false]]);
  });
});

describe("what a crash leaves", () => {
  test("counts as durable, and a torn entry as not there", () => {
    const logs = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const node: PlainNode = (call) => (call.do === "boot" && !call.restarted ? [...syncsVote, ["append", "log", X]] : []);
      const { record, unreadable } = read((id) => (id === "n1" ? node : () => []), { seed: String(seed), tornWrites: 1, faults: [{ kind: "crash", atUs: 5_000, node: "n1" }] });
      expect(unreadable).toEqual([]);
      logs.add(JSON.stringify(record.disks.map(({ log }) => log)));
    }
    expect(logs).toEqual(new Set(['[[],[{"term":1,"command":"x"}]]', "[[],[]]"]));
  });
});

test("a trace without pictures tells the same as an inspected run", () => {
  const plan = smallPlan({ tornWrites: 1, faults: [{ kind: "crash", atUs: 11_700, node: "n2" }, { kind: "restart", atUs: 12_000, node: "n2" }] });
  const played = (inspect: boolean) => readRaft(runCluster(plan, () => null, plainHost((id) => scripted(id, false)), { inspect, trace: true }), NODES);
  expect(played(false)).toEqual(played(true));
  expect(played(false).record.disks.length).toBeGreaterThan(4);
});

test("what does not have the form of Figure 2 is told, and is no evidence", () => {
  const wrong = (effects: Effect[]) => {
    const { record, unreadable } = read((id) => (id === "n1" ? (call) => (call.do === "boot" ? effects : []) : () => []));
    return [record.messages.length + record.disks.length + record.applied.length, unreadable.length];
  };
  expect(wrong([["send", "n2", { ...vote, term: "1" }]])).toEqual([0, 1]);
  expect(wrong([["send", "n2", { type: "append_entries", term: 1, msg_id: 1 }]])).toEqual([0, 1]);
  expect(wrong([["send", "n2", { ...append, entries: [X, "torn"] }]])).toEqual([0, 1]);
  expect(wrong([["deliver", "x"]])).toEqual([0, 1]);
  expect(wrong([["write", "log", [1]], ["fsync", 1]])).toEqual([0, 1]);
  expect(wrong([["send", "n2", { type: "hello" }]])).toEqual([0, 0]);
});
