/**
 * What happened in a run of the lab "quorum-kv", as its clients know it: which writes there were, what each of them had
 * been told before (its true context), and what reads showed. Nothing here reads a context that a program made.
 */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import { US_PER_MS, US_PER_S } from "./plan-tools";

export const REPLICAS = 3;
/** From the end of all faults until all replicas of a key have to hold the same. */
export const CONVERGE_US = 10 * US_PER_S;
/** When keys are read after the end of all faults, and how soon after that their replicas have to be repaired. */
export const REPAIR_READS_US = 50 * US_PER_MS;
export const REPAIR_US = 500 * US_PER_MS;

/** A put, or a delete, whose value is null. */
export interface Write {
  readonly key: string;
  readonly value: string | null;
  readonly node: Address;
  readonly invokedUs: number;
  /** Infinity where nobody confirmed it: it may yet take effect. */
  readonly completedUs: number;
  readonly event: number;
  /** The values that its client had been shown with the context it sent, and all that these had been written over. */
  readonly over: ReadonlySet<string>;
}

export interface Read {
  readonly key: string;
  readonly node: Address;
  readonly values: readonly string[];
  readonly contextChars: number;
  readonly plannedUs: number;
  readonly invokedUs: number;
  readonly completedUs: number;
  readonly event: number;
}

/** What a node that was cut off from all others said it holds. */
export interface Look {
  readonly node: Address;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly plannedUs: number;
  readonly event: number;
}

export interface Story {
  /** Of all keys, but for those that certainly did not happen. */
  readonly writes: readonly Write[];
  readonly byValue: ReadonlyMap<string, Write>;
  /** Values that were refused for certain. */
  readonly refused: ReadonlySet<string>;
  /** By value: the writes that were made by somebody who had seen it, or something that was written over it. */
  readonly overwriters: ReadonlyMap<string, readonly Write[]>;
  readonly reads: readonly Read[];
  readonly looks: readonly Look[];
}

/** The nodes in the order in which a key asks them: the first three are its homes. */
export function ringOf(key: string, nodes: readonly Address[]): Address[] {
  const start = Number(key.slice(1)) % nodes.length;
  return [...nodes.slice(start), ...nodes.slice(0, start)];
}

export const homesOf = (key: string, nodes: readonly Address[]): Address[] => ringOf(key, nodes).slice(0, REPLICAS);

/** When the looks begin that every check in the end needs. */
export const lastLookFromUs = ({ settledAtUs, endAtUs }: ClusterPlan): number => (settledAtUs ?? endAtUs) + 1;
/** When all replicas have to hold the same. */
export const convergedAtUs = ({ settledAtUs, endAtUs }: ClusterPlan): number => (settledAtUs ?? endAtUs) + CONVERGE_US;

export function storyOf({ history }: RunRecord, plan: ClusterPlan): Story {
  const ends = new Map(history.filter(({ type }) => type !== "invoke").map((entry) => [entry.operation, entry]));
  const shownTo = new Map<string, readonly string[]>();
  const byValue = new Map<string, Write>();
  const [writes, reads, looks]: [Write[], Read[], Look[]] = [[], [], []];
  const refused = new Set<string>();
  for (const entry of history) {
    const planned = plan.operations[entry.operation];
    const plannedUs = planned?.atUs ?? 0;
    const client = planned?.client ?? 0;
    const { f, node, event } = entry;
    if (entry.type === "invoke" && (f === "put" || f === "delete")) {
      const [key, value] = f === "put" ? (entry.value as [string, string]) : [entry.value as string, null];
      const end = ends.get(entry.operation);
      if (end?.type === "fail") {
        if (value !== null) refused.add(value);
        continue;
      }
      const seen = planned?.sends === undefined ? [] : (shownTo.get(`${client} ${key}`) ?? []);
      const over = new Set(seen.flatMap((one) => [one, ...(byValue.get(one)?.over ?? [])]));
      const isOk = end?.type === "ok";
      const write = { key, value, node, invokedUs: entry.timeUs, completedUs: isOk ? end.timeUs : Number.POSITIVE_INFINITY, event: isOk ? end.event : event, over };
      writes.push(write);
      if (value !== null) byValue.set(value, write);
    }
    if (entry.type !== "ok") continue;
    if (f === "get") {
      const read = readOf(entry, history, plannedUs);
      reads.push(read);
      shownTo.set(`${client} ${read.key}`, read.values);
    }
    if (f === "local") looks.push({ node, values: entry.value as unknown as Look["values"], plannedUs, event });
  }
  return { writes, byValue, refused, overwriters: overwritersOf(writes), reads, looks };
}

function readOf(end: HistoryEntry, history: readonly HistoryEntry[], plannedUs: number): Read {
  const begun = history.find(({ operation, type }) => operation === end.operation && type === "invoke") ?? end;
  const { values, contextChars } = end.value as unknown as Pick<Read, "values" | "contextChars">;
  return { key: begun.value as string, node: end.node, values, contextChars, plannedUs, invokedUs: begun.timeUs, completedUs: end.timeUs, event: end.event };
}

function overwritersOf(writes: readonly Write[]): Map<string, Write[]> {
  const overwriters = new Map<string, Write[]>();
  for (const write of writes) for (const value of write.over) overwriters.set(value, [...(overwriters.get(value) ?? []), write]);
  return overwriters;
}

/** Of two values whether the one was written by somebody who had seen the other, or something written over it. */
export const isOver = ({ byValue }: Story, later: string, earlier: string): boolean => byValue.get(later)?.over.has(earlier) === true;

export const inOrder = (values: readonly Json[]): Json[] => values.map(String).sort();
