/** What became of commands: checks of the lab "raft-replication" beside Raft's invariants. Who applied what is what nodes handed over with `env.deliver`. */
import type { AppliedEntry } from "../checkers/raft/raft-record";
import { successesOf } from "../checkers/history-pairs";
import { medianOf } from "../kernel/statistics";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord, Upcall } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isWhole } from "./outage-spans";
import { US_PER_MS } from "./plan-tools";
import { raftRunOf } from "./raft-checks";
import { counted, rounded, seconds, shown } from "./say";

/** A command is committed after one round: to the followers, onto their disks, and back. It may have to wait for a round that is under way. */
const ROUNDS_MAX = 2.5;
/** MIT 6.5840 allows 42 requests for 10 entries on 3 servers: 14 for a server. */
const RPCS_PER_ENTRY_MAX = 1.4;
const COPIES_PER_ENTRY_MAX = 2;
const ROUNDS = 2;

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });

const timesOf = ({ upcalls }: RunRecord): Map<number, number> => new Map(upcalls.map(({ event, timeUs }: Upcall) => [event, timeUs]));

/** The last commands come in two rounds, each to all nodes. */
export const lastOffersFromUs = ({ operations, nodes }: ClusterPlan): number => operations.at(-ROUNDS * nodes.length)?.atUs ?? 0;

/** "command_ok" is said by a node that has applied the command at that index; what was refused is never applied, and nothing is applied twice. */
export function judgeAcknowledged(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { applied } = raftRunOf(run, plan).record;
  const at = new Map<string, AppliedEntry[]>();
  for (const entry of applied) at.set(JSON.stringify(entry.command), [...(at.get(JSON.stringify(entry.command)) ?? []), entry]);
  const of = (operation: number): AppliedEntry[] => at.get(JSON.stringify(plan.operations[operation]?.value ?? null)) ?? [];
  const answers = run.history.filter(({ type }) => type === "ok" || type === "fail");
  for (const answer of answers) {
    const fault = faultOf(answer, of(answer.operation));
    if (fault !== null) return { verdict: "invalid", say: fault.say, witnesses: fault.events, figures: {} };
  }
  for (const [command, entries] of at) {
    const twice = command === "null" ? undefined : entries.find(({ index }) => index !== entries[0]?.index);
    if (twice === undefined) continue;
    const say = `${command} was asked for once, and applied at index ${entries[0]?.index} and at index ${twice.index}.`;
    return { verdict: "invalid", say, witnesses: [entries[0]?.event ?? twice.event, twice.event], figures: {} };
  }
  const good = answers.filter(({ type }) => type === "ok").length;
  if (good === 0) return plain("unknown", "No command was acknowledged.");
  return plain("valid", `${counted(good, "command")} acknowledged, each by a node that had applied it.`);
}

/** What is wrong with an answer, seen from who applied its command where. */
function faultOf({ type, node, value, timeUs, event, error }: HistoryEntry, entries: readonly AppliedEntry[]): { say: string; events: number[] } | null {
  const [first] = entries;
  if (type === "fail") {
    if (first === undefined) return null;
    return { say: `${node} refused ${shown(value)} at ${seconds(timeUs)} (${error?.text ?? ""}), and ${first.node} applied it at index ${first.index}.`, events: [event, first.event] };
  }
  if (entries.some((entry) => entry.node === node && entry.index === value && entry.event <= event)) return null;
  return { say: `${node} answered at ${seconds(timeUs)} that a command is done at index ${shown(value)}, and had not applied it there.`, events: [event] };
}

/** Once a majority is whole, a command that is offered to all nodes is taken, committed, and applied by each of that majority. */
export function judgeProgress(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const fromUs = lastOffersFromUs(plan);
  const last = successesOf(run.history, "command").filter(({ invocation }) => invocation.timeUs >= fromUs);
  const [taken] = last;
  if (taken === undefined) return { verdict: "invalid", say: `At ${seconds(fromUs)} commands were offered to all nodes, and nobody took one within ${seconds(plan.clientTimeoutUs)}, although a majority was whole.`, witnesses: [], figures: { "not-taken": 1 } };
  const { applied } = raftRunOf(run, plan).record;
  const index = Number(taken.completion.value);
  const whole = plan.nodes.filter((node) => isWhole(run.outages, plan, node, fromUs, run.endedAtUs));
  const behind = whole.filter((node) => !applied.some((entry) => entry.node === node && entry.index >= index));
  if (behind.length === 0) return plain("valid", `${counted(last.length, "command")} of the last ones taken; all ${whole.length} nodes that were whole applied them.`);
  const say = `${taken.completion.node} took ${shown(taken.invocation.value)} at ${seconds(taken.invocation.timeUs)} at index ${index}; ${behind.join(", ")} had not applied it by the end, ${seconds(run.endedAtUs)}.`;
  return { verdict: "invalid", say, witnesses: [taken.invocation.event, taken.completion.event], figures: { behind: behind.length } };
}

/** While a leader is cut off, the others, a majority, go on without it. */
export function judgeMajority(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const cut = plan.faults.find(({ kind }) => kind === "isolate");
  if (cut === undefined) return plain("unknown", "Nobody was cut off.");
  const healUs = plan.settledAtUs ?? plan.endAtUs;
  const during = successesOf(run.history, "command").filter(({ invocation: { timeUs } }) => timeUs > cut.atUs && timeUs < healUs);
  if (during.length > 0) return plain("valid", `${counted(during.length, "command")} committed while the old leader was cut off.`);
  const say = `From ${seconds(cut.atUs)} to ${seconds(healUs)} the old leader was cut off, and the others, a majority, committed none of the commands that they were offered.`;
  return { verdict: "invalid", say, witnesses: [], figures: { stuck: 1 } };
}

/** When all see each other again, each soon has applied what had been applied by then. */
export const judgeCatchUp = (withinUs: number) => (run: RunRecord, plan: ClusterPlan): CheckVerdict => {
  const { record: { applied }, leaders } = raftRunOf(run, plan);
  const times = timesOf(run);
  const settledUs = plan.settledAtUs ?? 0;
  const goal = Math.max(0, ...applied.filter(({ event }) => (times.get(event) ?? 0) <= settledUs).map(({ index }) => index));
  // An election may be due first: how soon that ends is another matter.
  const fromUs = Math.max(settledUs, ...leaders.map(({ event }) => run.trace?.[event]?.atUs ?? 0));
  if (goal === 0) return plain("unknown", "Nothing was applied before all saw each other again.");
  const arrivals = plan.nodes.map((node) => {
    const entry = applied.find((one) => one.node === node && one.index >= goal);
    return { node, tookUs: entry === undefined ? Number.POSITIVE_INFINITY : Math.max(0, (times.get(entry.event) ?? 0) - fromUs) };
  });
  const last = arrivals.reduce((most, one) => (one.tookUs > most.tookUs ? one : most));
  const tookMs = Math.ceil(Math.min(last.tookUs, run.endedAtUs - fromUs) / US_PER_MS);
  const figures = { "catch-up-ms": tookMs };
  if (last.tookUs <= withinUs) return plain("valid", `All nodes saw each other again and had a leader, and ${tookMs} ms later all had applied the ${goal} entries of before.`, figures);
  const has = Math.max(0, ...applied.filter(({ node, event }) => node === last.node && (times.get(event) ?? 0) <= fromUs + withinUs).map(({ index }) => index));
  const say = `From ${seconds(fromUs)} on all nodes saw each other again and had a leader, and ${goal} entries had been applied before. ${seconds(withinUs)} later ${last.node} had applied ${has} of them.`;
  return { verdict: "invalid", say, witnesses: [], figures };
};

/** How long clients of a calm cluster wait. A round is a message there, the disk, and a message back. */
export function judgePrompt(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const roundUs = 2 * plan.latency.meanUs + plan.fsync.meanUs;
  // Those of one moment are of one fate: they count once.
  const waits = new Map(successesOf(run.history, "command").map(({ invocation, completion }) => [invocation.timeUs, completion.timeUs - invocation.timeUs]));
  const median = medianOf([...waits.values()]);
  if (median === null) return plain("unknown", "No command was acknowledged.");
  const rounds = rounded(median / roundUs);
  const figures = { "commit-rounds": rounds, "commit-ms": Math.ceil(median / US_PER_MS) };
  const say = `Half of the commands were answered within ${Math.ceil(median / US_PER_MS)} ms, which is ${rounds} times what a message there, the disk and a message back take`;
  if (rounds <= ROUNDS_MAX) return plain("valid", `${say}.`, figures);
  return { verdict: "invalid", say: `${say}; ${ROUNDS_MAX} times is enough.`, witnesses: [], figures };
}

/** What each entry costs for each follower. */
export function judgeFrugal(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const wanted = successesOf(run.history, "command").length * (plan.nodes.length - 1);
  if (wanted === 0) return plain("unknown", "No command was acknowledged.");
  const sizes = raftRunOf(run, plan).record.messages.flatMap((message) => (message.kind === "append-entries" && message.entries.length > 0 ? [message.entries.length] : []));
  const rpcs = rounded(sizes.length / wanted);
  const copies = rounded(sizes.reduce((sum, size) => sum + size, 0) / wanted);
  const figures = { "rpcs-per-entry": rpcs, "copies-per-entry": copies };
  const say = `For each entry and follower ${rpcs} requests with entries, in which it went out ${copies} times`;
  if (rpcs <= RPCS_PER_ENTRY_MAX && copies <= COPIES_PER_ENTRY_MAX) return plain("valid", `${say}.`, figures);
  return { verdict: "invalid", say: `${say}; ${RPCS_PER_ENTRY_MAX} requests and ${COPIES_PER_ENTRY_MAX} times are enough.`, witnesses: [], figures };
}
