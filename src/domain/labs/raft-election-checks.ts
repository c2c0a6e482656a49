/** How soon there is a leader, how long it stays, and what that costs: checks of the lab "raft-election". */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { RunRecord } from "../simulator/run-record";
import type { TraceEvent } from "../simulator/trace";
import type { CheckVerdict } from "./lab";
import { US_PER_MS, US_PER_S } from "./plan-tools";
import { LEADER } from "./raft-nemesis";
import { raftRunOf } from "./raft-checks";
import { counted, rounded, seconds } from "./say";

/** After the first election others may still be candidates that had not heard of it. */
const DUST_US = US_PER_S;
/** MIT 6.5840 allows 60 messages a second for 3 nodes: 30 for each follower. */
const IDLE_PER_FOLLOWER = 30;

const timeOf = ({ trace }: RunRecord, event: number): number => (trace?.[event] as TraceEvent).atUs;

const NO_LEADER: CheckVerdict = { verdict: "invalid", say: "Nobody ever led: no node sent append_entries or had the votes of a majority.", witnesses: [], figures: { leaderless: 1 } };

/** Nothing stands in the way of an election from the start. */
export const judgeFirstLeader = (withinUs: number) => (run: RunRecord, plan: ClusterPlan): CheckVerdict => {
  const [first] = raftRunOf(run, plan).leaders;
  if (first === undefined) return NO_LEADER;
  const atUs = timeOf(run, first.event);
  const figures = { "first-leader-ms": Math.ceil(atUs / US_PER_MS) };
  const say = `${first.node} was the first leader, in term ${first.term}, after ${seconds(atUs)}`;
  if (atUs <= withinUs) return { verdict: "valid", say: `${say}.`, witnesses: [], figures };
  return { verdict: "invalid", say: `${say}; ${seconds(withinUs)} are enough.`, witnesses: [first.event], figures };
};

/** In a whole network with a leader nobody has a reason to ask for votes. */
export function judgeStability(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { leaders, record } = raftRunOf(run, plan);
  const [first] = leaders;
  if (first === undefined) return { ...NO_LEADER, verdict: "unknown" };
  const fromUs = timeOf(run, first.event) + DUST_US;
  const asked = record.messages.filter(({ kind, event }) => kind === "request-vote" && timeOf(run, event) > fromUs);
  const terms = new Set(asked.map((message) => (message.kind === "request-vote" ? message.term : 0))).size;
  const figures = { "needless-terms": terms };
  const [one] = asked;
  if (one === undefined) return { verdict: "valid", say: `From ${seconds(fromUs)} to ${seconds(run.endedAtUs)} nobody asked for votes.`, witnesses: [], figures };
  const leader = leaders.findLast(({ event }) => event < one.event) ?? first;
  const say = `${one.from} asked for votes at ${seconds(timeOf(run, one.event))}, although ${leader.node} led and the network was whole. ${counted(terms, "term")} began like this.`;
  return { verdict: "invalid", say, witnesses: [leader.event, one.event], figures };
}

/** What heartbeats cost. */
export function judgeIdle(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const [first] = raftRunOf(run, plan).leaders;
  if (first === undefined) return { ...NO_LEADER, verdict: "unknown" };
  const fromUs = timeOf(run, first.event) + DUST_US;
  const nodes = new Set(plan.nodes);
  const sent = (run.trace ?? []).filter(({ atUs }) => atUs > fromUs).flatMap((event) => (event.kind === "handled" ? event.did.filter((did) => did.kind === "sent" && nodes.has(did.message.to)) : [])).length;
  const perSecond = (sent * US_PER_S) / Math.max(1, run.endedAtUs - fromUs);
  const most = IDLE_PER_FOLLOWER * (plan.nodes.length - 1);
  const figures = { "idle-msgs-per-s": rounded(perSecond) };
  const say = `${rounded(perSecond)} messages a second between ${plan.nodes.length} nodes that have nothing to do`;
  return perSecond <= most ? { verdict: "valid", say: `${say}.`, witnesses: [], figures } : { verdict: "invalid", say: `${say}; ${most} are enough.`, witnesses: [], figures };
}

/** Each time that a leader is taken away, another node leads a later term soon. */
export const judgeFailover = (withinUs: number) => (run: RunRecord, plan: ClusterPlan): CheckVerdict => {
  const { leaders } = raftRunOf(run, plan);
  const taken = plan.faults.filter((fault) => "node" in fault && fault.node !== undefined && typeof fault.node !== "string" && fault.node.lastSenderOf === LEADER.lastSenderOf);
  const gaps = taken.flatMap(({ atUs }) => {
    const before = leaders.filter(({ event }) => timeOf(run, event) < atUs);
    const last = before.reduce((most, { term }) => Math.max(most, term), 0);
    if (before.length === 0) return [];
    const next = leaders.find(({ event, term }) => term > last && timeOf(run, event) >= atUs);
    return [{ atUs, last, gapUs: next === undefined ? Number.POSITIVE_INFINITY : timeOf(run, next.event) - atUs, leader: before.findLast(({ term }) => term === last) }];
  });
  if (gaps.length === 0) return { verdict: "unknown", say: "There was no leader that could be taken away.", witnesses: [], figures: {} };
  const late = gaps.find(({ gapUs }) => gapUs > withinUs);
  const longestMs = Math.ceil(Math.max(...gaps.map(({ gapUs }) => Math.min(gapUs, run.endedAtUs))) / US_PER_MS);
  const figures = { "failover-ms": longestMs };
  if (late === undefined) return { verdict: "valid", say: `${counted(gaps.length, "leader")} taken away; the next one led after ${longestMs} ms at most.`, witnesses: [], figures };
  const say = `${late.leader?.node} led term ${late.last} and was taken away at ${seconds(late.atUs)}. In the ${seconds(withinUs)} after that nobody led a later term, although a majority was whole.`;
  return { verdict: "invalid", say, witnesses: late.leader === undefined ? [] : [late.leader.event], figures };
};
