/**
 * Registers in which no value is written twice: Gibbons & Korach, "Testing shared memories" (1997), theorem 4.1. The
 * write of a value and its reads are a cluster. From the first return in it (f) to the last call in it (s) the register
 * must hold this value, if f < s: a forward zone. Otherwise all of it fits at any moment of [s, f]: a backward zone. The
 * history is linearizable exactly if every value that was read was written, no read returned before its write was
 * called, no two forward zones overlap, and no backward zone lies within a forward one. O(n log n).
 */
import type { Json } from "../../simulator/message";
import { type Call, isRequired, NEVER } from "./call";
import { withoutGaps } from "./columns";
import { Interner } from "./machine";

/** Why there is no order, by indices into the calls. */
export type ZoneFault =
  | { readonly reason: "never-written" | "read-before-write"; readonly calls: readonly number[] }
  | { readonly reason: "overlapping-zones" | "zone-within-zone"; readonly calls: readonly number[] };

/** "not-unique": a value is written twice, or there are operations other than read and write. */
export type ZoneVerdict = { readonly verdict: "valid" | "not-unique" } | { readonly verdict: "invalid"; readonly fault: ZoneFault };

/** Before the history: when the initial value was written. */
const BEFORE = -1;
const NONE = -1;

/** Clusters by value, in columns. A call is -1 where there is none, which is so of the write of the initial value. */
interface Clusters {
  readonly count: number;
  readonly writes: Int32Array;
  /** f, and the call that returned then. */
  readonly firstReturn: Int32Array;
  readonly firstReturning: Int32Array;
  /** s, and the call that was called then. */
  readonly lastCalled: Int32Array;
  readonly lastCalling: Int32Array;
}

export function checkZones(calls: readonly Call[], initial: Json): ZoneVerdict {
  const values = new Interner();
  values.idOf(initial);
  const ids = new Int32Array(calls.length);
  for (let index = 0; index < calls.length; index += 1) {
    const { f, value, result } = calls[index] as Call;
    if (f !== "read" && f !== "write") return { verdict: "not-unique" };
    ids[index] = f === "write" ? values.idOf(value) : result === undefined ? NONE : values.idOf(result);
  }
  const clusters = clustersOf(calls, ids, values.size);
  if (clusters === null) return { verdict: "not-unique" };
  const fault = faultWithin(calls, ids, clusters) ?? faultBetween(clusters);
  return fault === null ? { verdict: "valid" } : { verdict: "invalid", fault };
}

/** Null if a value was written twice. */
function clustersOf(calls: readonly Call[], ids: Int32Array, count: number): Clusters | null {
  const filled = (value: number) => new Int32Array(count).fill(value);
  const clusters: Clusters = { count, writes: filled(NONE), firstReturn: filled(NEVER), firstReturning: filled(NONE), lastCalled: filled(BEFORE), lastCalling: filled(NONE) };
  clusters.firstReturn[0] = BEFORE;
  for (let index = 0; index < calls.length; index += 1) {
    const id = ids[index] as number;
    if (id === NONE) continue;
    const { f, called, returned } = calls[index] as Call;
    if (f === "write") {
      if (id === 0 || clusters.writes[id] !== NONE) return null;
      clusters.writes[id] = index;
    }
    if (returned < (clusters.firstReturn[id] as number)) {
      clusters.firstReturn[id] = returned;
      clusters.firstReturning[id] = index;
    }
    if (called > (clusters.lastCalled[id] as number)) {
      clusters.lastCalled[id] = called;
      clusters.lastCalling[id] = index;
    }
  }
  return clusters;
}

function faultWithin(calls: readonly Call[], ids: Int32Array, { writes }: Clusters): ZoneFault | null {
  for (let index = 0; index < calls.length; index += 1) {
    const id = ids[index] as number;
    const call = calls[index] as Call;
    if (call.f === "write" || id <= 0 || !isRequired(call)) continue;
    const write = writes[id] as number;
    if (write === NONE) return { reason: "never-written", calls: [index] };
    if (call.returned < (calls[write] as Call).called) return { reason: "read-before-write", calls: [index, write] };
  }
  return null;
}

function faultBetween(clusters: Clusters): ZoneFault | null {
  const { count, firstReturn, lastCalled } = clusters;
  const forward = forwardZones(clusters);
  for (let at = 1; at < forward.length; at += 1) {
    const [one, other] = [forward[at - 1] as number, forward[at] as number];
    if ((lastCalled[one] as number) > (firstReturn[other] as number)) return { reason: "overlapping-zones", calls: callsOf(clusters, [one, other]) };
  }
  for (let id = 0; id < count; id += 1) {
    // Of what never returned and nobody read it is not even known that it happened.
    const isBackward = (firstReturn[id] as number) > (lastCalled[id] as number) && firstReturn[id] !== NEVER;
    const around = isBackward ? forward[lastBefore(forward, firstReturn, lastCalled[id] as number)] : undefined;
    if (around !== undefined && (lastCalled[around] as number) > (firstReturn[id] as number)) return { reason: "zone-within-zone", calls: callsOf(clusters, [around, id]) };
  }
  return null;
}

/** The forward zones in the order of their beginnings. No two returns are one event, so there is no need to compare them. */
function forwardZones({ count, firstReturn, lastCalled }: Clusters): Int32Array {
  let end = BEFORE;
  for (let id = 0; id < count; id += 1) end = Math.max(end, lastCalled[id] as number);
  const byBeginning = new Int32Array(end + 2).fill(NONE);
  for (let id = 0; id < count; id += 1) if ((firstReturn[id] as number) < (lastCalled[id] as number)) byBeginning[(firstReturn[id] as number) - BEFORE] = id;
  return withoutGaps(byBeginning);
}

/** Index of the last forward zone that begins before this moment; -1 without one. */
function lastBefore(forward: Int32Array, firstReturn: Int32Array, moment: number): number {
  let [low, high] = [0, forward.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((firstReturn[forward[middle] as number] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The writes of these clusters and what bounds their zones: enough to see the fault again. */
function callsOf({ writes, firstReturning, lastCalling }: Clusters, ids: readonly number[]): number[] {
  const all = ids.flatMap((id) => [writes[id] as number, firstReturning[id] as number, lastCalling[id] as number]);
  return [...new Set(all.filter((call) => call !== NONE))].sort((one, other) => one - other);
}
