/** How runs of the lab "broadcast" are judged. */
import { checkSetFull, type ElementResult, missingFromReads, nodesNotRead, quantiles, type SetFullResult } from "../checkers/set-full";
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { US_PER_MS } from "./plan-tools";
import { counted, eventsAt, rounded, seconds, shown } from "./say";

const NAMES = { add: "broadcast", read: "read" };
const OPERATIONS = ["broadcast", "read"];

export interface Bounds {
  /** All of them exclusive, as fly.io gives them. */
  readonly msgsPerOp: number;
  readonly medianMs: number;
  readonly maxMs: number;
}

const judged = new WeakMap<readonly HistoryEntry[], SetFullResult>();

/** Several checks look at one run, and this is most of their work. */
function setFullOf(history: readonly HistoryEntry[]): SetFullResult {
  const known = judged.get(history);
  if (known !== undefined) return known;
  const result = checkSetFull(history, NAMES);
  judged.set(history, result);
  return result;
}

/** A plan ends with one read of every node, when everything should have arrived. */
export const finalReadsFromUs = ({ operations, nodes }: ClusterPlan): number => operations.at(-nodes.length)?.atUs ?? 0;

/** Nothing lost, nothing twice, nothing that nobody sent; and the final read of every node shows all of it. */
export function judgeDelivery(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  return deliveryOf(run, plan, setFullOf(run.history));
}

function deliveryOf({ history }: RunRecord, plan: ClusterPlan, result: SetFullResult): CheckVerdict {
  const odd = oddityOf(history, result);
  if (odd !== null) return odd;
  const fromUs = finalReadsFromUs(plan);
  const missing = missingFromReads(history, NAMES, result.elements, fromUs);
  const values = new Set(missing.map(({ known }) => known)).size;
  const figures = { lost: values };
  const [first] = missing;
  if (first !== undefined) {
    const read = history[first.read] as HistoryEntry;
    const { invoked } = result.elements.find(({ element }) => element === first.element) as ElementResult;
    const told = history[invoked] as HistoryEntry;
    const say = `${told.node} was told ${shown(first.element)} at ${seconds(told.timeUs)}, and the final read of ${read.node} at ${seconds(read.timeUs)} lacks it. ${counted(values, "value")} of ${result.elements.length} ${values === 1 ? "is" : "are"} missing somewhere.`;
    return { verdict: "invalid", say, witnesses: eventsAt(history, [invoked, first.read]), figures };
  }
  const silent = nodesNotRead(history, NAMES, fromUs, plan.nodes);
  if (silent.length > 0) return { verdict: "unknown", say: `${silent.join(", ")} did not answer the final read.`, witnesses: [], figures };
  if (result.verdict === "invalid") return { verdict: "invalid", say: `${counted(result.lostCount, "value")} disappeared.`, witnesses: [], figures };
  return { verdict: result.verdict, say: `All ${result.elements.length} values are on all nodes.`, witnesses: [], figures };
}

function oddityOf(history: readonly HistoryEntry[], { elements, duplicated, phantoms }: SetFullResult): CheckVerdict | null {
  const [odd] = [...phantoms, ...duplicated];
  if (odd === undefined) return null;
  const { node, timeUs } = history[odd.read] as HistoryEntry;
  const fault = phantoms.length > 0 ? "which nobody had sent by then" : "more than once";
  const figures = { phantoms: phantoms.length, duplicated: duplicated.length };
  const added = elements.find(({ element }) => element === odd.element)?.invoked ?? odd.read;
  const witnesses = eventsAt(history, added < odd.read ? [added, odd.read] : [odd.read]);
  return { verdict: "invalid", say: `The read of ${node} at ${seconds(timeUs)} shows ${shown(odd.element)} ${fault}.`, witnesses, figures };
}

/**
 * The bounds of Gossip Glomers, on what was delivered in full. One difference: the latency of a value runs from its
 * request, where Jepsen takes the answer to it. For whoever answers at once that is the same, and a late answer buys nothing.
 */
export const judgeEfficiency = (bounds: Bounds) => (run: RunRecord, plan: ClusterPlan): CheckVerdict => {
  const { history, counters } = run;
  const result = setFullOf(history);
  const delivery = deliveryOf(run, plan, result);
  if (delivery.verdict !== "valid") return delivery;
  const latencies = result.elements.map((one) => latencyMs(one, history));
  const { median, max } = quantiles(latencies) ?? { median: 0, max: 0 };
  const { msgsPerOp } = measureTraffic(history, counters, OPERATIONS);
  const figures = { "msgs-per-op": rounded(msgsPerOp), "median-ms": median, "max-ms": max };
  const faults = [
    ...(msgsPerOp >= bounds.msgsPerOp ? [`${rounded(msgsPerOp)} messages per operation, and fewer than ${bounds.msgsPerOp} are wanted`] : []),
    ...(median >= bounds.medianMs ? [`a median latency of ${median} ms, and less than ${bounds.medianMs} ms is wanted`] : []),
    ...(max >= bounds.maxMs ? [`a longest latency of ${max} ms, and less than ${bounds.maxMs} ms is wanted`] : []),
  ];
  const slowest = result.elements[latencies.indexOf(max)];
  const witnesses = slowest === undefined ? [] : eventsAt(history, [slowest.invoked, slowest.lastAbsent]);
  if (faults.length > 0) return { verdict: "invalid", say: `${sentence(faults)}.`, witnesses, figures };
  return { verdict: "valid", say: `${rounded(msgsPerOp)} messages per operation, latency ${median} ms in the median and ${max} ms at most.`, witnesses: [], figures };
};

const sentence = (faults: readonly string[]): string => {
  const text = faults.join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** From the request until just after the last read that lacks the value began. */
function latencyMs({ invoked, stableAtUs }: ElementResult, history: readonly HistoryEntry[]): number {
  return Math.floor(Math.max(0, (stableAtUs ?? 0) - (history[invoked]?.timeUs ?? 0)) / US_PER_MS);
}

/** What travels between nodes by operation, in bytes of JSON bodies. */
export const judgeBytes = (bytesMax: number) => ({ history, counters }: RunRecord): CheckVerdict => {
  const { bytesPerOp, operations } = measureTraffic(history, counters, OPERATIONS);
  const bytes = Math.round(bytesPerOp);
  const figures = { "bytes-per-op": bytes };
  if (operations === 0 || counters.serverMessages === 0) return { verdict: "unknown", say: "The nodes sent each other nothing.", witnesses: [], figures };
  if (bytesPerOp <= bytesMax) return { verdict: "valid", say: `${bytes} bytes per operation.`, witnesses: [], figures };
  return { verdict: "invalid", say: `${bytes} bytes per operation, and at most ${bytesMax} are wanted: messages repeat what their receivers know.`, witnesses: [], figures };
};
