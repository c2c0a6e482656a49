/**
 * The four session guarantees of Terry et al., "Session Guarantees for Weakly Consistent Replicated Data" (1994), as a
 * client can see them; a process is a session.
 *
 * Each says of the versions of one key which has to come before which. A guarantee holds if some order of the versions,
 * beginning with the initial one, agrees with all that it says; if there is none, the shortest contradiction is shown.
 * What a guarantee says across keys depends on what a server had applied, which a client does not see.
 */
import type { Json } from "../../simulator/message";
import { components } from "../graph/components";
import { digraph, EdgeList } from "../graph/digraph";
import { shortestClosedWalk } from "../graph/shortest-walk";
import { type Identity, identity } from "../identity";
import { shown, shownKey } from "../transactions/finding";
import { type Access, accessInWords, byProcess, initialValues } from "./access";
import { type OrderFinding, type OrderResult, orderResult, type OrderStep, unknownOrder } from "./result";

export const SESSION_GUARANTEES = ["read-your-writes", "monotonic-reads", "monotonic-writes", "writes-follow-reads"] as const;
export type SessionGuarantee = (typeof SESSION_GUARANTEES)[number];

/** One version has to come before another one, because a session had to do with both. */
interface Demand {
  readonly before: Json;
  readonly after: Json;
  /** Null: the initial version comes before all others. */
  readonly first: Access | null;
  readonly second: Access;
}

const KIND = 1;
const STEPS_MAX = 2_000_000;

export function checkSessionGuarantee(accesses: readonly Access[], guarantee: SessionGuarantee): OrderResult {
  const initial = initialValues(accesses);
  const repeated = repeatedWrite(accesses, initial);
  if (repeated !== null) return unknownOrder(`T${repeated.operation} wrote a value that another one wrote too, or the initial one: versions cannot be told apart.`);
  const keys = new Map<Identity, Access[]>();
  for (const access of accesses) keys.set(identity(access.key), [...(keys.get(identity(access.key)) ?? []), access]);
  const findings = [...keys].flatMap(([id, own]): OrderFinding[] => {
    const cycle = contradiction(demandsOf(own, guarantee, initial.get(id) ?? null));
    if (cycle === null) return [];
    const steps = cycle.map((demand) => tell(demand, guarantee));
    const versions = [...cycle.map(({ before }) => before), (cycle[0] as Demand).before].map(shown).join(" before ");
    return [{ pattern: guarantee, says: `${guarantee} is violated at ${shownKey((own[0] as Access).key)}: ${versions}.`, steps }];
  });
  return orderResult(findings);
}

function repeatedWrite(accesses: readonly Access[], initial: ReadonlyMap<Identity, Json>): Access | null {
  const seen = new Map<Identity, Set<Identity>>();
  for (const access of accesses) {
    if (access.write === undefined) continue;
    const key = identity(access.key);
    const values = seen.get(key) ?? new Set([identity(initial.get(key) ?? null)]);
    seen.set(key, values);
    if (values.has(identity(access.write))) return access;
    values.add(identity(access.write));
  }
  return null;
}

/** What the guarantee demands at one key, session by session. */
function demandsOf(accesses: readonly Access[], guarantee: SessionGuarantee, initial: Json): Demand[] {
  const demands = accesses.flatMap((second): Demand[] =>
    [second.read, second.write].flatMap((after) => (after === undefined || identity(after) === identity(initial) ? [] : [{ before: initial, after, first: null, second }])),
  );
  for (const session of byProcess(accesses).values()) {
    const reads: Access[] = [];
    const writes: Access[] = [];
    const versionsRead = new Set<Identity>();
    for (const second of session) {
      // A change reads before it writes.
      if (second.read !== undefined) {
        const after = second.read;
        if (guarantee === "monotonic-reads") demands.push(...reads.slice(-1).map((first): Demand => ({ before: first.read as Json, after, first, second })));
        // Every own write, for without monotonic writes the last one need not be the newest.
        if (guarantee === "read-your-writes") demands.push(...writes.map((first): Demand => ({ before: first.write as Json, after, first, second })));
        // Whoever reads a version again has either read nothing else since, or has been found out by now.
        if (!versionsRead.has(identity(after))) reads.push(second);
        versionsRead.add(identity(after));
      }
      if (second.write !== undefined) {
        const after = second.write;
        if (guarantee === "monotonic-writes") demands.push(...writes.slice(-1).map((first): Demand => ({ before: first.write as Json, after, first, second })));
        if (guarantee === "writes-follow-reads") demands.push(...reads.map((first): Demand => ({ before: first.read as Json, after, first, second })));
        writes.push(second);
      }
    }
  }
  return demands.filter(({ before, after }) => identity(before) !== identity(after));
}

function contradiction(demands: readonly Demand[]): Demand[] | null {
  const numbers = new Map<Identity, number>();
  const numberOf = (value: Json) => {
    const id = identity(value);
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    return known;
  };
  const edges = new EdgeList();
  demands.forEach(({ before, after }, note) => edges.add(numberOf(before), numberOf(after), KIND, note));
  const graph = digraph(numbers.size, edges);
  const anyWalk = { states: 1, start: 0, mask: KIND, step: () => 0, accepts: () => true };
  const walk = shortestClosedWalk(graph, anyWalk, components(graph, KIND), STEPS_MAX).edges;
  return walk.length === 0 ? null : walk.map((edge) => demands[graph.note[edge] as number] as Demand);
}

const REASONS: Readonly<Record<SessionGuarantee, string>> = {
  "read-your-writes": "a process that wrote has to read that, or something newer",
  "monotonic-reads": "a process may not read something older than before",
  "monotonic-writes": "the writes of a process take effect in its order",
  "writes-follow-reads": "a write comes after what its process had read",
};

function tell({ before, after, first, second }: Demand, guarantee: SessionGuarantee): OrderStep {
  const [from, to] = [shown(before), shown(after)];
  if (first === null) return { from, to, because: `${from} is the initial value, and ${accessInWords(second)} shows another one` };
  return { from, to, because: `process ${second.process}: ${accessInWords(first)}; then ${accessInWords(second)}; ${REASONS[guarantee]}` };
}
