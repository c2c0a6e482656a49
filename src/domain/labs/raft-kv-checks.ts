/** How runs of the lab "raft-kv" are judged: by what clients saw. How nodes do it is theirs. */
import { type AvailabilityResult, checkAvailability } from "../checkers/availability";
import { type Operation, operationsOf } from "../checkers/history/operations";
import { successesOf } from "../checkers/history-pairs";
import { checkLinearizable, type NotLinearizable } from "../checkers/linearizability/check-linearizable";
import { medianOf } from "../kernel/statistics";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isWhole } from "./outage-spans";
import { US_PER_MS } from "./plan-tools";
import { counted, eventsAt, rounded, seconds, shown } from "./say";

const NO_SUCH_KEY = 20;
const ANOTHER_VALUE = 22;
/** At the node that answers fastest, the leader. A read by the log takes one round, one that asks a majority less. */
const READ_ROUNDS_MAX = 1.5;
const WRITE_ROUNDS_MAX = 2.5;
/** MIT 6.5840 wants 1,000 operations of one client within 33 s; here ten share them. */
const MS_PER_OP_MAX = 10;
const REASONS_SHOWN_MAX = 3;

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });

/** Every key is a register of its own; an error that says what the key holds, or does not hold, is an answer too. */
export function judgeLinearizable(run: RunRecord): CheckVerdict {
  const operations = operationsOf(run.history.map(asRegister));
  if (!operations.ok) return plain("unknown", "The history cannot be read.");
  const { verdict, evidence } = checkLinearizable(operations.value, { object: "register", isKeyed: true });
  const answered = operations.value.filter(({ type }) => type === "ok").length;
  if (answered === 0) return plain("unknown", "No request was answered.");
  if (evidence === null) return plain(verdict === "valid" ? "valid" : "unknown", verdict === "valid" ? `${counted(answered, "answer")}, and an order that explains them.` : "Whether there is an order that explains the answers was not found out.");
  return tell(run.history, operations.value, evidence);
}

function asRegister(entry: HistoryEntry): HistoryEntry {
  const { type, f, value, error } = entry;
  if (type !== "fail" || (error?.code !== NO_SUCH_KEY && error?.code !== ANOTHER_VALUE) || f === "write") return entry;
  const [key = null] = value as readonly Json[];
  return { ...entry, type: "ok", value: [key, f === "read" ? null : false] };
}

function tell(history: readonly HistoryEntry[], operations: readonly Operation[], { key, impossible, forcing, states }: NotLinearizable): CheckVerdict {
  const shownOf = (index: number): string => inWords(history, operations[index] as Operation);
  const reasons = forcing.filter((index) => index !== impossible).slice(0, REASONS_SHOWN_MAX).map(shownOf);
  const because = reasons.length === 0 ? "" : ` What leaves no room for it: ${reasons.join("; ")}.`;
  const could = states.length === 0 ? "" : ` The key can only have held ${states.join(" or ")}.`;
  const say = `Key ${shown(key)}: no order of the requests explains this one: ${shownOf(impossible)}.${could}${because}`;
  const witnesses = [...new Set([...forcing, impossible].flatMap((index) => [operations[index]?.invoked ?? null, operations[index]?.completed ?? null]))];
  return { verdict: "invalid", say, witnesses: eventsAt(history, witnesses).sort((one, other) => one - other), figures: { "not-linearizable": 1 } };
}

/** "n2 read 5 (2.010 s to 2.031 s)". */
function inWords(history: readonly HistoryEntry[], { f, value, result, type, invoked, completed }: Operation): string {
  const at = (index: number | null) => (index === null ? "the end" : seconds(history[index]?.timeUs ?? 0));
  const [, asked = null] = value as readonly Json[];
  const [, got = null] = type === "ok" ? (result as readonly Json[]) : [];
  const did = f === "read" ? `read ${type === "ok" ? shown(got) : "something"}` : f === "write" ? `wrote ${shown(asked)}` : `compared and set ${shown(asked)}${got === false ? " (in vain)" : ""}`;
  const span = type === "ok" ? `${at(invoked)} to ${at(completed)}` : `asked at ${at(invoked)}, no answer`;
  return `${history[invoked]?.node ?? ""} ${did} (${span})`;
}

/** When the last requests begin. In a calm run all have to be answered. */
export const lastRequestsFromUs = ({ operations, nodes, settledAtUs }: ClusterPlan): number => (settledAtUs === undefined ? 0 : (operations.at(-2 * nodes.length)?.atUs ?? 0));

/** Once a majority is whole, each of its nodes answers every request, whoever leads. */
export function judgeAnswered(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const fromUs = lastRequestsFromUs(plan);
  const late = run.history.filter(({ operation }) => (plan.operations[operation]?.atUs ?? 0) >= fromUs).map(asRegister);
  const result = checkAvailability(late, (invocation, completion) => !isWhole(run.outages, plan, invocation.node, invocation.timeUs, completion?.timeUs ?? run.endedAtUs));
  const figures = { unanswered: result.unanswered.length };
  const [first] = result.unanswered;
  if (first === undefined) return plain(result.verdict === "valid" ? "valid" : "unknown", sayAnswered(result), figures);
  const invocation = late[first.invoked] as HistoryEntry;
  const completion = first.completed === null ? undefined : late[first.completed];
  const how = completion?.error === undefined || completion.error.code === 0 ? `gave no answer within ${seconds(plan.clientTimeoutUs)}` : `answered with the error ${completion.error.code}: ${completion.error.text}`;
  const say = `${invocation.node} was asked to ${invocation.f} at ${seconds(invocation.timeUs)}, when a majority was whole and it was part of it, and ${how}. So it was with ${figures.unanswered} of ${result.asked - result.excused} requests.`;
  return { verdict: "invalid", say, witnesses: eventsAt(late, [first.invoked, first.completed]), figures };
}

const sayAnswered = ({ answered, asked, excused }: AvailabilityResult): string =>
  `${answered} of ${asked} requests were answered${excused === 0 ? "" : `; ${excused} went to a node that was not part of the majority`}.`;

const roundUsOf = ({ latency, fsync }: ClusterPlan): number => 2 * latency.meanUs + fsync.meanUs;

/** How long half of the requests of this kind take at the node where they take the least. */
function fastestMedianUs(run: RunRecord, plan: ClusterPlan, f: string): number | null {
  const one = successesOf(run.history, f).filter(({ invocation }) => invocation.timeUs < burstFromUs(plan));
  const medians = plan.nodes.flatMap((node) => medianOf(one.filter(({ invocation }) => invocation.node === node).map(({ invocation, completion }) => completion.timeUs - invocation.timeUs)) ?? []);
  return medians.length === 0 ? null : Math.min(...medians);
}

/** The requests that are asked for all at once are the last. */
const burstFromUs = ({ operations }: ClusterPlan): number => operations.at(-1)?.atUs ?? 0;

/** Reads and writes where nothing fails. A round is a message there, the disk, and a message back. */
export function judgeFast(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const [readUs, writeUs] = [fastestMedianUs(run, plan, "read"), fastestMedianUs(run, plan, "write")];
  if (readUs === null || writeUs === null) return plain("unknown", "No read, or no write, was answered.");
  const roundUs = roundUsOf(plan);
  const figures = { "read-rtts": rounded(readUs / (2 * plan.latency.meanUs)), "read-rounds": rounded(readUs / roundUs), "write-rounds": rounded(writeUs / roundUs) };
  const say = `At the node that answers fastest half of the reads took ${figures["read-rounds"]} and half of the writes ${figures["write-rounds"]} times what a message there, the disk and a message back take`;
  if (figures["read-rounds"] <= READ_ROUNDS_MAX && figures["write-rounds"] <= WRITE_ROUNDS_MAX) return plain("valid", `${say}.`, figures);
  return { verdict: "invalid", say: `${say}; ${READ_ROUNDS_MAX} and ${WRITE_ROUNDS_MAX} times are enough.`, witnesses: [], figures };
}

/** Ten clients ask one request after the other, as fast as they are answered. */
export function judgeThroughput(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const fromUs = burstFromUs(plan);
  const burst = new Set(plan.operations.flatMap(({ atUs }, operation) => (atUs === fromUs ? [operation] : [])));
  const ends = run.history.filter(({ type, operation }) => type !== "invoke" && burst.has(operation)).map(({ timeUs }) => timeUs);
  if (ends.length === 0) return plain("unknown", "The run ended before the requests that are asked for all at once.");
  const msPerOp = rounded((Math.max(...ends) - fromUs) / US_PER_MS / burst.size);
  const figures = { "ms-per-op": msPerOp };
  const say = `${burst.size} requests of ten clients took ${msPerOp} ms each`;
  if (msPerOp <= MS_PER_OP_MAX) return plain("valid", `${say}.`, figures);
  return { verdict: "invalid", say: `${say}; ${MS_PER_OP_MAX} ms are enough.`, witnesses: [], figures };
}
