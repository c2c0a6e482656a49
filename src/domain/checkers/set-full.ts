/**
 * Jepsen's set-full: what became of each element that was added to a set, judged by all reads.
 *
 * An element is *known* from the completion of its add, or of the first read that shows it, whichever is earlier. It is
 * *stable* if the last read (by invocation) that lacks it began before the last one that shows it; *lost* if a read
 * that began after it was known lacks it and no later one shows it; otherwise it was never read. The stable latency is
 * the time from known until just after the last read that lacks it began. An element whose latency is at least 1 ms is
 * *stale*.
 *
 * Jepsen's definition has a gap: with several nodes, the last read of one node can show what the last read of another
 * one lacks, and the element counts as stable. `missingFromReads` closes it for reads after everything went quiet.
 * Beyond Jepsen, elements that nobody added are named ("phantoms"), and so are elements that one read shows twice
 * (Jepsen means to, but its comparison, `(< v 1)`, is never true).
 */
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";
import { type Success, successesOf } from "./history-pairs";
import { isList, jsonKey } from "./json-key";

/** The names that operations carry in the history. The value of an add's invocation is the element, that of a read a list. */
export interface SetNames {
  readonly add: string;
  readonly read: string;
}

export interface ElementResult {
  readonly element: Json;
  readonly outcome: "stable" | "lost" | "never-read";
  /** Indices into the history: the add's invocation, … */
  readonly invoked: number;
  /** … the completion that made it known, … */
  readonly known: number | null;
  /** … and the invocations of the last reads that show it and that lack it. */
  readonly lastPresent: number | null;
  readonly lastAbsent: number | null;
  /** Of stable elements: just after the invocation of the last read that lacks it; 0 if none did. */
  readonly stableAtUs: number | null;
  readonly stableLatencyMs: number | null;
}

/** An element in a read where it has no business, or is there several times. */
export interface Oddity {
  readonly element: Json;
  /** Index of the read's completion. */
  readonly read: number;
}

export interface SetFullResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** In the order of their adds. */
  readonly elements: readonly ElementResult[];
  readonly stableCount: number;
  readonly lostCount: number;
  readonly neverReadCount: number;
  readonly staleCount: number;
  readonly duplicated: readonly Oddity[];
  readonly phantoms: readonly Oddity[];
  /** Null where no element is stable. */
  readonly stableLatenciesMs: Quantiles | null;
}

export interface Quantiles {
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

interface Tracked {
  readonly element: Json;
  readonly invoked: number;
  known: number | null;
  lastPresent: number | null;
  lastAbsent: number | null;
}

const US_PER_MS = 1000;

export function checkSetFull(history: readonly HistoryEntry[], names: SetNames): SetFullResult {
  const reads = successesOf(history, names.read);
  const { tracked, oddities } = follow(history, names, reads);
  const elements = [...tracked.values()].map((one) => resultOf(one, history));
  const count = (outcome: ElementResult["outcome"]) => elements.filter((one) => one.outcome === outcome).length;
  const latencies = elements.flatMap(({ stableLatencyMs }) => stableLatencyMs ?? []);
  const stableCount = count("stable");
  const lostCount = count("lost");
  const { duplicated, phantoms } = oddities;
  const isBroken = lostCount + duplicated.length + phantoms.length > 0;
  return {
    verdict: isBroken ? "invalid" : stableCount === 0 ? "unknown" : "valid",
    elements,
    ...{ stableCount, lostCount, duplicated, phantoms },
    neverReadCount: count("never-read"),
    staleCount: latencies.filter((latency) => latency > 0).length,
    stableLatenciesMs: quantiles(latencies),
  };
}

/** Walks through the history once, in its order: a read says nothing about an element that was added after its end. */
function follow(history: readonly HistoryEntry[], names: SetNames, reads: readonly Success[]) {
  const readAt = new Map(reads.map((read) => [read.pair.completed, read]));
  const tracked = new Map<string, Tracked>();
  const addOf = new Map<number, string>();
  const oddities = { duplicated: [] as Oddity[], phantoms: [] as Oddity[] };
  history.forEach((entry, index) => {
    if (entry.f === names.add && entry.type === "invoke") {
      const key = jsonKey(entry.value);
      addOf.set(entry.operation, key);
      if (!tracked.has(key)) tracked.set(key, { element: entry.value, invoked: index, known: null, lastPresent: null, lastAbsent: null });
    }
    if (entry.f === names.add && entry.type === "ok") {
      const added = tracked.get(addOf.get(entry.operation) ?? "");
      if (added !== undefined) added.known ??= index;
    }
    const read = readAt.get(index);
    if (read !== undefined) see(tracked, read, oddities);
  });
  return { tracked, oddities };
}

function see(tracked: Map<string, Tracked>, read: Success, oddities: { duplicated: Oddity[]; phantoms: Oddity[] }): void {
  const { invoked, completed } = read.pair;
  const shown = new Set<string>();
  for (const element of elementsOf(read)) {
    const key = jsonKey(element);
    if (shown.has(key)) oddities.duplicated.push({ element, read: completed });
    else if (!tracked.has(key)) oddities.phantoms.push({ element, read: completed });
    shown.add(key);
  }
  for (const [key, one] of tracked) {
    if (shown.has(key)) {
      one.known ??= completed;
      one.lastPresent = Math.max(one.lastPresent ?? -1, invoked);
    } else {
      one.lastAbsent = Math.max(one.lastAbsent ?? -1, invoked);
    }
  }
}

const elementsOf = ({ completion: { value } }: Success): readonly Json[] => (isList(value) ? value : []);

function resultOf(one: Tracked, history: readonly HistoryEntry[]): ElementResult {
  const { known } = one;
  const timeOf = (index: number) => history[index]?.timeUs ?? 0;
  const present = one.lastPresent ?? -1;
  const absent = one.lastAbsent ?? -1;
  const isStable = absent < present;
  const isLost = !isStable && known !== null && known < absent;
  const stableAtUs = isStable ? (one.lastAbsent === null ? 0 : timeOf(absent) + 1) : null;
  const latencyUs = stableAtUs === null || known === null ? null : Math.max(0, stableAtUs - timeOf(known));
  return {
    ...one,
    outcome: isStable ? "stable" : isLost ? "lost" : "never-read",
    stableAtUs,
    stableLatencyMs: latencyUs === null ? null : Math.floor(latencyUs / US_PER_MS),
  };
}

/** Jepsen's quantiles: the value at floor(n q) of the sorted list, never an average of two. */
export function quantiles(values: readonly number[]): Quantiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const at = (point: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * point))] ?? 0;
  return { min: at(0), median: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** A read that lacks an element that had been known before the read began. */
export interface Missing {
  readonly element: Json;
  /** Index of the completion that made it known. */
  readonly known: number;
  /** Index of the read's completion. */
  readonly read: number;
}

/** Everything that reads which began at `fromUs` or later lack, in the order of those reads. */
export function missingFromReads(history: readonly HistoryEntry[], names: SetNames, elements: readonly ElementResult[], fromUs: number): Missing[] {
  const late = successesOf(history, names.read).filter(({ invocation }) => invocation.timeUs >= fromUs);
  return late.flatMap((read) => {
    const shown = new Set(elementsOf(read).map(jsonKey));
    return elements.flatMap(({ element, known }): Missing[] =>
      known !== null && known < read.pair.invoked && !shown.has(jsonKey(element)) ? [{ element, known, read: read.pair.completed }] : [],
    );
  });
}

/** Nodes of the list that answered no read that began at `fromUs` or later: about them nothing is known. */
export function nodesNotRead(history: readonly HistoryEntry[], names: SetNames, fromUs: number, nodes: readonly string[]): string[] {
  const late = successesOf(history, names.read).filter(({ invocation }) => invocation.timeUs >= fromUs);
  const read = new Set(late.map(({ invocation }) => invocation.node));
  return nodes.filter((node) => !read.has(node));
}
