/** The causal order of accesses to registers whose writes are unique: program order and reads-from, with vector clocks. */
import type { Json } from "../../simulator/message";
import { components } from "../graph/components";
import { type Digraph, EdgeList } from "../graph/digraph";
import { shortestClosedWalk } from "../graph/shortest-walk";
import { type Identity, identity } from "../identity";
import { shown, shownKey } from "../transactions/finding";
import { type Access, accessInWords, initialValues } from "./access";
import type { OrderStep } from "./result";

/** A read or a write; a compare-and-set is one after the other. */
export interface CausalEvent {
  readonly access: Access;
  /** Number of its process, counted through, and its place among the events of that. */
  readonly process: number;
  readonly place: number;
  readonly key: Identity;
  readonly isWrite: boolean;
  readonly value: Json;
}

export const PROGRAM_ORDER = 1;
export const READS_FROM = 2;
/** Inferred: of two writes of a key, the one that a reader knew of came before the one that it read. */
export const OVERWRITTEN = 4;

export interface CausalHistory {
  readonly events: readonly CausalEvent[];
  /** By process, the indices of its events. */
  readonly processes: readonly (readonly number[])[];
  /** By event: the write that a read is from; -1 for the initial value, and for a write. */
  readonly source: readonly number[];
  /** By key and process: the places and indices of writes, in their order. */
  readonly writes: ReadonlyMap<Identity, readonly (readonly number[])[]>;
  /** Reads of what nobody wrote. */
  readonly thinAir: readonly CausalEvent[];
  readonly repeated: CausalEvent | null;
}

export function causalHistory(accesses: readonly Access[]): CausalHistory {
  const numbers = new Map<number, number>();
  const processes: number[][] = [];
  const events: CausalEvent[] = [];
  for (const access of accesses) {
    const process = numbers.get(access.process) ?? processes.push([]) - 1;
    numbers.set(access.process, process);
    const own = processes[process] as number[];
    const add = (isWrite: boolean, value: Json) => own.push(events.push({ access, process, place: own.length, key: identity(access.key), isWrite, value }) - 1);
    if (access.read !== undefined) add(false, access.read);
    if (access.write !== undefined) add(true, access.write);
  }
  return { events, processes, ...sources(events, initialValues(accesses), processes.length) };
}

function sources(events: readonly CausalEvent[], initial: ReadonlyMap<Identity, Json>, processes: number) {
  const writers = new Map<Identity, Map<Identity, number>>();
  const writes = new Map<Identity, number[][]>();
  let repeated: CausalEvent | null = null;
  events.forEach((event, index) => {
    if (!event.isWrite) return;
    const values = writers.get(event.key) ?? new Map<Identity, number>();
    writers.set(event.key, values);
    const isInitial = identity(event.value) === identity(initial.get(event.key) ?? null);
    if (isInitial || values.has(identity(event.value))) repeated ??= event;
    values.set(identity(event.value), index);
    const lists = writes.get(event.key) ?? Array.from({ length: processes }, () => []);
    writes.set(event.key, lists);
    lists[event.process]?.push(index);
  });
  const thinAir: CausalEvent[] = [];
  const source = events.map((event) => {
    if (event.isWrite || identity(event.value) === identity(initial.get(event.key) ?? null)) return -1;
    const writer = writers.get(event.key)?.get(identity(event.value));
    if (writer === undefined) thinAir.push(event);
    return writer ?? -1;
  });
  return { source, writes, thinAir, repeated };
}

/** Program order from each event to the next one of its process, and reads-from for the reads that are asked for. */
export function causalEdges({ events, processes, source }: CausalHistory, isAsked: (read: CausalEvent) => boolean = () => true): EdgeList {
  const edges = new EdgeList();
  for (const own of processes) own.forEach((index, at) => at > 0 && edges.add(own[at - 1] as number, index, PROGRAM_ORDER, 0));
  events.forEach((event, index) => {
    const writer = source[index] as number;
    if (writer >= 0 && isAsked(event)) edges.add(writer, index, READS_FROM, index);
  });
  return edges;
}

/** How much of each process comes before an event, itself included; null if the edges have a cycle. */
export type Clocks = readonly Int32Array[] | null;

/** Vector clocks over all edges of the graph, in time linear in edges times processes. */
export function clocksOf({ events, processes }: CausalHistory, graph: Digraph): Clocks {
  const { of, sizes } = components(graph, PROGRAM_ORDER | READS_FROM | OVERWRITTEN);
  if (sizes.some((size) => size > 1)) return null;
  const clocks = events.map(() => new Int32Array(processes.length));
  // An edge never leads to a component of a higher number: from the highest on all that comes before is done.
  const order = events.map((_, index) => index).sort((one, other) => (of[other] as number) - (of[one] as number));
  for (const index of order) {
    const own = clocks[index] as Int32Array;
    const { process, place } = events[index] as CausalEvent;
    own[process] = Math.max(own[process] as number, place + 1);
    for (let edge = graph.first[index] as number; edge < (graph.first[index + 1] as number); edge += 1) {
      const later = clocks[graph.to[edge] as number] as Int32Array;
      own.forEach((count, at) => (later[at] = Math.max(later[at] as number, count)));
    }
  }
  return clocks;
}

/** Whether the one event comes before the other one, or is it. */
export function isBefore({ events }: CausalHistory, clocks: readonly Int32Array[], one: number, other: number): boolean {
  const { process, place } = events[one] as CausalEvent;
  return ((clocks[other] as Int32Array)[process] as number) > place;
}

/** Of each process the last write of the key that comes before the event, which all its earlier ones come before. */
export function lastWritesBefore({ writes, events }: CausalHistory, clock: Int32Array, key: Identity): number[] {
  return (writes.get(key) ?? []).flatMap((own, process) => {
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((events[own[middle] as number] as CausalEvent).place < (clock[process] as number)) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? [] : [own[low - 1] as number];
  });
}

const ALL = PROGRAM_ORDER | READS_FROM | OVERWRITTEN;
/** A walk that is only there to be shown may be a little longer than the shortest. */
const WALK_STEPS_MAX = 2_000_000;

/** A shortest cycle of the graph, in words. */
export function cycleSteps(history: CausalHistory, graph: Digraph): OrderStep[] {
  const anyWalk = { states: 1, start: 0, mask: ALL, step: () => 0, accepts: () => true };
  return shortestClosedWalk(graph, anyWalk, components(graph, ALL), WALK_STEPS_MAX).edges.map((edge) => step(history, graph, edge));
}

/** A shortest way from one event to another one, in words. */
export function pathSteps(history: CausalHistory, graph: Digraph, from: number, to: number): OrderStep[] {
  const via = new Int32Array(graph.nodes).fill(-1);
  let level = [from];
  while (via[to] === -1 && level.length > 0 && from !== to) {
    const reached: number[] = [];
    for (const node of level) {
      for (let edge = graph.first[node] as number; edge < (graph.first[node + 1] as number); edge += 1) {
        const target = graph.to[edge] as number;
        if (via[target] !== -1 || target === from) continue;
        via[target] = edge;
        reached.push(target);
      }
    }
    level = reached;
  }
  const edges: number[] = [];
  for (let node = to; node !== from; node = graph.from[edges[edges.length - 1] as number] as number) edges.push(via[node] as number);
  return edges.reverse().map((edge) => step(history, graph, edge));
}

export const eventInWords = ({ access, isWrite, value }: CausalEvent): string => {
  const { key, operation, process } = access;
  return accessInWords({ operation, process, key, isOptional: false, ...(isWrite ? { write: value } : { read: value }) });
};

function step({ events }: CausalHistory, graph: Digraph, edge: number): OrderStep {
  const from = events[graph.from[edge] as number] as CausalEvent;
  const to = events[graph.to[edge] as number] as CausalEvent;
  const because = (): string => {
    if (graph.kind[edge] === PROGRAM_ORDER) return `process ${from.access.process} did the one before the other`;
    if (graph.kind[edge] === READS_FROM) return `the one read what the other wrote`;
    const reader = events[graph.note[edge] as number] as CausalEvent;
    return `T${reader.access.operation} read ${shownKey(to.access.key)} = ${shown(to.value)} and came after ${eventInWords(from)}, which was therefore replaced by then`;
  };
  return { from: eventInWords(from), to: eventInWords(to), because: because() };
}
