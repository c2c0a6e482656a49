/** What both Raft labs judge in the same way: the form of messages and disks, and the invariants that are read from them. */
import { leadersOf, type Leader, type RaftRecord, type RaftResult } from "../checkers/raft/raft-record";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { type RaftReading, readRaft } from "./raft-record";
import { counted, seconds } from "./say";

/** What a node says of its leader, as `leader_ok` has it. */
export interface Named {
  readonly leader: string | null;
  readonly term: number;
}

export interface RaftRun extends RaftReading {
  readonly leaders: readonly Leader[];
}

const readings = new WeakMap<RunRecord, RaftRun>();

/** Several checks look at one run, and this is most of their work. */
export function raftRunOf(run: RunRecord, { nodes }: ClusterPlan): RaftRun {
  const known = readings.get(run);
  if (known !== undefined) return known;
  const reading = readRaft(run, nodes);
  const read = { ...reading, leaders: leadersOf(reading.record) };
  readings.set(run, read);
  return read;
}

/** Whether messages, disks and upcalls have the form of Figure 2: what does not is no evidence for anything else. */
export function judgeForm(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { record, unreadable } = raftRunOf(run, plan);
  const figures = { unreadable: unreadable.length };
  const [first] = unreadable;
  if (first !== undefined) return { verdict: "invalid", say: `${first.says} ${counted(unreadable.length, "event")} of the run cannot be read.`, witnesses: [first.event], figures };
  const isSilent = !record.messages.some(({ kind }) => kind === "request-vote");
  if (isSilent) return { verdict: "invalid", say: "Nobody ever sent request_vote.", witnesses: [], figures: {} };
  return { verdict: "valid", say: `${counted(record.messages.length, "message")} and ${counted(record.disks.length, "state")} of disks, all in the form of Figure 2.`, witnesses: [], figures };
}

/** An invariant of the field as a check of a lab. `holds` says that it does. */
export const judgeInvariant = (check: (record: RaftRecord) => RaftResult, holds: string, nothing: string) => (run: RunRecord, plan: ClusterPlan): CheckVerdict => {
  const { verdict, findings } = check(raftRunOf(run, plan).record);
  const [first] = findings;
  if (first === undefined) return { verdict, say: verdict === "valid" ? holds : nothing, witnesses: [], figures: {} };
  const same = findings.filter(({ pattern }) => pattern === first.pattern).length;
  return { verdict, say: first.says, witnesses: first.events, figures: { [first.pattern]: same } };
};

/** A plan ends with one question of this kind to every node. */
export const lastLookFromUs = (f: string) => ({ operations, nodes }: ClusterPlan): number => operations.filter((operation) => operation.f === f).at(-nodes.length)?.atUs ?? 0;

/**
 * In the end a majority of all nodes names one leader with its term, itself included, and that node has led this term: it
 * sent AppendEntries, or had the votes. What nodes say is only compared with that.
 */
export function judgeAgreement(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { leaders } = raftRunOf(run, plan);
  const fromUs = lastLookFromUs("leader")(plan);
  const answers = run.history.filter(({ type, f, timeUs }) => type === "ok" && f === "leader" && timeUs >= fromUs);
  const majority = Math.floor(plan.nodes.length / 2) + 1;
  const { named, by } = mostNamed(answers);
  const figures = { "nodes-astray": plan.nodes.length - by.length };
  const witnesses = answers.map(({ event }) => event);
  if (by.length < majority || named === null) {
    const told = answers.map(({ node, value }) => `${node} ${sayNamed(value as unknown as Named)}`);
    return { verdict: "invalid", say: `At ${seconds(fromUs)} no majority named one leader: ${told.length === 0 ? "nobody answered" : told.join(", ")}.`, witnesses, figures };
  }
  const leader = leaders.find(({ node, term }) => node === named.leader && term === named.term);
  if (leader !== undefined && !by.includes(leader.node)) {
    return { verdict: "invalid", say: `${by.join(", ")} follow ${leader.node} in term ${leader.term}, which does not lead any more: asked at ${seconds(fromUs)}, it did not say so.`, witnesses, figures };
  }
  if (leader !== undefined) return { verdict: "valid", say: `${by.length} of ${plan.nodes.length} nodes follow ${leader.node} in term ${leader.term}.`, witnesses: [], figures };
  return { verdict: "invalid", say: `${by.join(", ")} named ${named.leader} as the leader of term ${named.term}, and it never led that term.`, witnesses, figures };
}

const sayNamed = ({ leader, term }: Named): string => (leader === null ? `nobody (term ${term})` : `${leader} (term ${term})`);

/** The leader that most nodes name, and who they are. */
function mostNamed(answers: readonly HistoryEntry[]): { named: Named | null; by: string[] } {
  const groups = new Map<string, { named: Named; by: string[] }>();
  for (const { node, value } of answers) {
    const named = value as unknown as Named;
    const key = JSON.stringify([named.leader, named.term]);
    const group = groups.get(key) ?? { named, by: [] };
    groups.set(key, group);
    if (named.leader !== null) group.by.push(node);
  }
  return [...groups.values()].sort((one, other) => other.by.length - one.by.length)[0] ?? { named: null, by: [] };
}
