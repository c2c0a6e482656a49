/**
 * The order of a register's versions, as far as it can be inferred (Elle's rw-register). Only that the initial value is
 * the first is certain; everything else is an assumption that whoever asks has to make. An assumption that makes the
 * versions of a key come each after the other is false of that key: it is reported and not used there.
 */
import type { Json } from "../../simulator/message";
import { components } from "../graph/components";
import { type Digraph, digraph, EdgeList } from "../graph/digraph";
import { shortestClosedWalk } from "../graph/shortest-walk";
import { type Identity, identity } from "../identity";
import { realtimeOrder } from "./orders";
import type { Access, RegisterKey } from "./register-keys";
import type { Transaction } from "./transaction";

export interface Assumptions {
  /** Within a transaction a write comes after what was read. */
  readonly wfrKeys?: boolean;
  /** Each process sees the versions of a key in their order. */
  readonly sequentialKeys?: boolean;
  /** Each key is linearizable: versions follow real time. */
  readonly linearizableKeys?: boolean;
}

export type VersionSource = "initial" | "wfr" | "sequential" | "linearizable";

/** Why one version comes before another one: what two transactions, or one, had to do with them. */
export interface VersionEdge {
  readonly before: Json;
  readonly after: Json;
  readonly source: VersionSource;
  /** Indices of the transactions that it was inferred from. */
  readonly earlier: number;
  readonly later: number;
}

export interface VersionOrder {
  readonly key: RegisterKey;
  readonly edges: readonly VersionEdge[];
  /** For each assumption that is false of the key a shortest cycle of versions. */
  readonly cycles: readonly (readonly VersionEdge[])[];
}

const KIND = 1;
/** A key has few versions, and its cycles are short. */
const CYCLE_STEPS_MAX = 1_000_000;

export function versionOrder(key: RegisterKey, transactions: readonly Transaction[], assumptions: Assumptions): VersionOrder {
  let edges = initialEdges(key);
  const cycles: VersionEdge[][] = [];
  for (const inferred of [
    assumptions.wfrKeys === true ? wfrEdges(key) : [],
    assumptions.sequentialKeys === true ? sequentialEdges(key, transactions) : [],
    assumptions.linearizableKeys === true ? linearizableEdges(key, transactions) : [],
  ]) {
    const cycle = shortestCycle([...edges, ...inferred]);
    if (cycle === null) edges = [...edges, ...inferred];
    else cycles.push(cycle);
  }
  return { key, edges, cycles };
}

function initialEdges({ initial, writes, accesses }: RegisterKey): VersionEdge[] {
  const first = identity(initial);
  const seen = new Set<Identity>([first]);
  return accesses.flatMap(({ transaction, read, write }) =>
    [read, write].flatMap((value): VersionEdge[] => {
      if (value === undefined || seen.has(identity(value)) || !writes.has(identity(value))) return [];
      seen.add(identity(value));
      return [{ before: initial, after: value, source: "initial", earlier: transaction, later: transaction }];
    }),
  );
}

function wfrEdges({ initial, accesses }: RegisterKey): VersionEdge[] {
  return accesses.flatMap(({ transaction, read, write }): VersionEdge[] => {
    if (read === undefined || write === undefined || identity(read) === identity(initial)) return [];
    return [{ before: read, after: write, source: "wfr", earlier: transaction, later: transaction }];
  });
}

/** From what the one transaction saw last of the key to what the other one saw first. */
function edgeBetween(one: Access, other: Access, source: VersionSource): VersionEdge[] {
  const before = one.write ?? one.read;
  const after = other.read ?? other.write;
  if (before === undefined || after === undefined || identity(before) === identity(after)) return [];
  return [{ before, after, source, earlier: one.transaction, later: other.transaction }];
}

/** Accesses of which it is known what was seen: a read that nobody answered says nothing. */
const telling = (key: RegisterKey): Access[] => key.accesses.filter(({ read, write }) => read !== undefined || write !== undefined);

function sequentialEdges(key: RegisterKey, transactions: readonly Transaction[]): VersionEdge[] {
  const last = new Map<number, Access>();
  return telling(key).flatMap((access) => {
    const { process } = transactions[access.transaction] as Transaction;
    const before = last.get(process);
    last.set(process, access);
    return before === undefined ? [] : edgeBetween(before, access, "sequential");
  });
}

function linearizableEdges(key: RegisterKey, transactions: readonly Transaction[]): VersionEdge[] {
  const accesses = telling(key);
  const edges: VersionEdge[] = [];
  realtimeOrder(
    accesses.map(({ transaction }) => transactions[transaction] as Transaction),
    (before, after) => edges.push(...edgeBetween(accesses[before] as Access, accesses[after] as Access, "linearizable")),
  );
  return edges;
}

function shortestCycle(edges: readonly VersionEdge[]): VersionEdge[] | null {
  const numbers = new Map<Identity, number>();
  const numberOf = (value: Json) => {
    const id = identity(value);
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    return known;
  };
  const list = new EdgeList();
  edges.forEach(({ before, after }, note) => list.add(numberOf(before), numberOf(after), KIND, note));
  const graph: Digraph = digraph(numbers.size, list);
  const within = components(graph, KIND);
  const anyWalk = { states: 1, start: 0, mask: KIND, step: () => 0, accepts: () => true };
  const walk = shortestClosedWalk(graph, anyWalk, within, CYCLE_STEPS_MAX).edges;
  return walk.length === 0 ? null : walk.map((edge) => edges[graph.note[edge] as number] as VersionEdge);
}
