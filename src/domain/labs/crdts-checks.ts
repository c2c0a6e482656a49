/**
 * How runs of the lab "CRDTs" are judged: by what clients were told alone. Which operations a node can have known of when
 * it carried out another one is concluded from the history and from who was cut off from whom.
 */
import { jsonKey } from "../checkers/json-key";
import { checkConvergence } from "../checkers/sessions/convergence";
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { counted, seconds, shown } from "./say";

/** Of the bodies of messages between nodes. */
const BYTES_PER_OP_MAX = 1_000;
const OPERATIONS = ["count", "put", "remove", "set", "insert", "erase", "read"];

/** What a read of a node shows. */
export type View = { readonly count: number; readonly elements: readonly string[]; readonly value: number | null; readonly text: readonly string[] };

const areTexts = (list: Json): list is readonly string[] => Array.isArray(list) && list.every((one) => typeof one === "string") && new Set(list).size === list.length;

/** Whether this is a view: elements and words are texts, each once. */
export function isView(view: { readonly [key: string]: Json }): boolean {
  const { count = null, elements = null, value = null, text = null } = view;
  return typeof count === "number" && areTexts(elements) && areTexts(text) && (value === null || typeof value === "number");
}

export interface Done {
  readonly f: string;
  readonly value: Json;
  readonly node: Address;
  readonly plannedUs: number;
  readonly invokedUs: number;
  /** Infinity where nobody answered: it may yet be carried out. */
  readonly completedUs: number;
  readonly isOk: boolean;
  readonly event: number;
}

export interface Read extends Done {
  readonly view: View;
}

export interface Story {
  readonly updates: readonly Done[];
  /** In the order of their answers. */
  readonly reads: readonly Read[];
  readonly last: readonly Read[];
}

/** When the last reads begin. */
export const lastReadsFromUs = ({ settledAtUs, endAtUs }: ClusterPlan): number => (settledAtUs ?? endAtUs) + 1;

/** What certainly did not happen (fail) is left out. */
export function storyOf({ history }: RunRecord, plan: ClusterPlan): Story {
  const ends = new Map(history.filter(({ type }) => type !== "invoke").map((entry) => [entry.operation, entry]));
  const done = history.flatMap((entry): (Done & { end: HistoryEntry | undefined })[] => {
    const end = ends.get(entry.operation);
    if (entry.type !== "invoke" || end?.type === "fail") return [];
    const isOk = end?.type === "ok";
    const completedUs = isOk ? end.timeUs : Number.POSITIVE_INFINITY;
    return [{ f: entry.f, value: entry.value, node: entry.node, plannedUs: plan.operations[entry.operation]?.atUs ?? 0, invokedUs: entry.timeUs, completedUs, isOk, event: isOk ? end.event : entry.event, end }];
  });
  const reads = done.flatMap((one): Read[] => (one.f === "read" && one.isOk ? [{ ...one, view: one.end?.value as unknown as View }] : []));
  reads.sort((one, other) => one.event - other.event);
  return { updates: done.filter(({ f }) => f !== "read"), reads, last: reads.filter(({ plannedUs }) => plannedUs >= lastReadsFromUs(plan)) };
}

export const plain = (verdict: "valid" | "unknown", say: string): CheckVerdict => ({ verdict, say, witnesses: [], figures: {} });
export const wrong = (say: string, witnesses: readonly number[]): CheckVerdict => ({ verdict: "invalid", say, witnesses, figures: {} });
export const silentLast = (plan: ClusterPlan, last: readonly Read[]): CheckVerdict | null => {
  const silent = plan.nodes.filter((node) => !last.some((read) => read.node === node));
  return silent.length === 0 ? null : plain("unknown", `${silent.join(", ")} did not answer the last read.`);
};
const FIELDS = ["count", "elements", "value", "text"] as const;
const canonical = ({ count, elements, value, text }: View): Readonly<Record<(typeof FIELDS)[number], Json>> => ({ count, elements: [...elements].sort(), value, text });

/** All nodes show the same in the end. */
export function judgeConvergence(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { last } = storyOf(run, plan);
  const states = last.map(({ node, view, event }) => ({ replica: node, state: canonical(view), event }));
  const { divergence } = checkConvergence(states, plan.nodes);
  if (divergence === null) return silentLast(plan, last) ?? plain("valid", `All ${plan.nodes.length} nodes show the same.`);
  const [one, other] = divergence.events.map((event) => last.find((read) => read.event === event)) as [Read, Read];
  const [mine, theirs] = [canonical(one.view), canonical(other.view)];
  const field = FIELDS.find((name) => jsonKey(mine[name]) !== jsonKey(theirs[name])) ?? "count";
  const say = `All faults were over at ${seconds(plan.settledAtUs ?? 0)}. At ${seconds(other.invokedUs)} ${one.node} shows the ${field} ${shown(mine[field])} and ${other.node} ${shown(theirs[field])}.`;
  return wrong(say, [...divergence.events].sort((a, b) => a - b));
}

/** Every read is the sum of what its node was told, and of some of what the others were told; the last reads of all of it. */
export function judgeCounter(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { updates, reads, last } = storyOf(run, plan);
  const counts = updates.filter(({ f }) => f === "count");
  for (const read of reads) {
    const isLast = last.includes(read);
    const begun = counts.filter(({ invokedUs }) => invokedUs <= read.completedUs);
    const certain = begun.filter(({ node, isOk, completedUs }) => isOk && (isLast || (node === read.node && completedUs <= read.invokedUs)));
    const sum = (list: readonly Done[], sign: 0 | 1 | -1) => list.reduce((total, { value }) => total + (sign * Number(value) < 0 ? 0 : Number(value)), 0);
    const rest = begun.filter((one) => !certain.includes(one));
    const [lowest, highest] = [sum(certain, 0) + sum(rest, -1), sum(certain, 0) + sum(rest, 1)];
    if (read.view.count >= lowest && read.view.count <= highest) continue;
    const wanted = lowest === highest ? `${lowest}` : `between ${lowest} and ${highest}`;
    const why = isLast ? "everything that was confirmed anywhere" : `what ${read.node} itself had confirmed, and perhaps of what others had been told by then`;
    const witness = certain.findLast(({ event }) => event < read.event);
    return wrong(`${read.node} shows the count ${read.view.count} at ${seconds(read.completedUs)}. The sum of ${why} is ${wanted}.`, [...(witness === undefined ? [] : [witness.event]), read.event]);
  }
  return silentLast(plan, last) ?? plain("valid", `${counted(reads.length, "read")} of the counter, each within its bounds.`);
}

/** Whether the other node cannot have heard, when it had carried this out, of what the one was told: they were cut off from each other all the while. */
function areApart(outages: readonly Outage[], one: Done, other: Done): boolean {
  const fromUs = Math.min(one.invokedUs, other.invokedUs);
  const untilUs = Math.max(one.completedUs, other.completedUs);
  return (
    one.node !== other.node &&
    outages.some((outage) => outage.kind === "cut" && outage.node === one.node && outage.peers.includes(other.node) && outage.fromUs <= fromUs && outage.untilUs >= untilUs)
  );
}

/** Whether the node of the later one certainly knew of the earlier one: it was told itself. */
export const isKnownTo = (earlier: Done, later: Done): boolean => earlier.isOk && earlier.node === later.node && earlier.completedUs <= later.invokedUs && earlier.event < later.event;

/** Adds win: an element is there in the end if some addition of it was seen by no removal, and gone if all were. */
export function judgeSet(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { updates, last } = storyOf(run, plan);
  const puts = updates.filter(({ f }) => f === "put");
  const removals = updates.filter(({ f }) => f === "remove");
  for (const read of last) {
    for (const element of new Set([...puts.map(({ value }) => String(value)), ...read.view.elements])) {
      const added = puts.filter(({ value }) => value === element);
      const removed = removals.filter(({ value }) => value === element);
      const isShown = read.view.elements.includes(element);
      const unseen = added.find((put) => put.isOk && removed.every((removal) => isKnownTo(removal, put) || areApart(run.outages, put, removal)));
      if (!isShown && unseen !== undefined) {
        const [rival] = removed.filter((removal) => !isKnownTo(removal, unseen));
        const by = rival === undefined ? "nobody removed it after that" : `${rival.node}, which removed it at ${seconds(rival.invokedUs)}, was cut off and cannot have seen that`;
        return wrong(`${unseen.node} put ${shown(element)} at ${seconds(unseen.invokedUs)}; ${by}. In the end ${read.node} does not show it.`, [unseen.event, read.event]);
      }
      const isGone = added.every((put) => removed.some((removal) => removal.isOk && isKnownTo(put, removal)));
      if (isShown && isGone) {
        const removal = removed.at(-1);
        const why = added.length === 0 ? "nobody put it" : "every node that put it has removed it since";
        return wrong(`In the end ${read.node} shows ${shown(element)}, and ${why}.`, [...(removal === undefined ? [] : [removal.event]), read.event]);
      }
    }
  }
  return silentLast(plan, last) ?? plain("valid", `${counted(puts.length, "addition")} and ${counted(removals.length, "removal")}: what was put and not seen by a removal is there.`);
}

/** The register holds in the end what somebody set, and nothing that the same node has set again since. */
export function judgeRegister(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { updates, last } = storyOf(run, plan);
  const sets = updates.filter(({ f }) => f === "set");
  for (const { node, view, event, completedUs } of last) {
    const written = sets.find(({ value }) => value === view.value);
    if (written === undefined) {
      const [confirmed] = sets.filter(({ isOk }) => isOk);
      if (view.value === null && confirmed === undefined) continue;
      return wrong(`${node} shows ${shown(view.value)} in the register at ${seconds(completedUs)}, which nobody has set.`, [...(confirmed === undefined ? [] : [confirmed.event]), event]);
    }
    const later = sets.find((other) => other.isOk && isKnownTo(written, other));
    if (later !== undefined) return wrong(`${written.node} set ${shown(written.value)} and later, at ${seconds(later.invokedUs)}, ${shown(later.value)}. In the end ${node} shows ${shown(view.value)} all the same.`, [later.event, event]);
  }
  return silentLast(plan, last) ?? plain("valid", `${counted(sets.length, "value")} were set, and none is shown that its own node has replaced.`);
}

/** What a node has shown it goes on to show, over its crashes as well: a counter that is only counted up never goes back. */
export function judgeMemory(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { reads } = storyOf(run, plan);
  const best = new Map<Address, Read>();
  for (const read of reads) {
    const before = best.get(read.node);
    if (before !== undefined && before.completedUs <= read.invokedUs && read.view.count < before.view.count) {
      const crash = run.outages.find(({ kind, node, fromUs }) => kind === "down" && node === read.node && fromUs >= before.completedUs && fromUs <= read.completedUs);
      const after = crash === undefined ? "" : `, after a crash at ${seconds(crash.fromUs)}`;
      return wrong(`${read.node} showed the count ${before.view.count} at ${seconds(before.completedUs)} and ${read.view.count} at ${seconds(read.completedUs)}${after}, although it was only ever counted up.`, [before.event, read.event]);
    }
    if (before === undefined || read.view.count > before.view.count) best.set(read.node, read);
  }
  return reads.length === 0 ? plain("unknown", "No read was answered.") : plain("valid", `${counted(reads.length, "read")}, and no node forgot what it had shown.`);
}

/** What travels between nodes by operation, in bytes of JSON bodies. */
export function judgeTraffic({ history, counters }: RunRecord): CheckVerdict {
  const { bytesPerOp, operations } = measureTraffic(history, counters, OPERATIONS);
  const bytes = Math.round(bytesPerOp);
  const figures = { "bytes-per-op": bytes };
  if (operations === 0 || counters.serverMessages === 0) return { ...plain("unknown", "The nodes sent each other nothing."), figures };
  if (bytesPerOp <= BYTES_PER_OP_MAX) return { ...plain("valid", `${bytes} bytes per operation.`), figures };
  return { ...wrong(`${bytes} bytes per operation, and at most ${BYTES_PER_OP_MAX} are wanted: messages repeat what their receivers have.`, []), figures };
}
