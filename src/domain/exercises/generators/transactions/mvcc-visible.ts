/**
 * What a transaction reads under snapshot isolation (Berenson et al. 1995, section 4.2): its own writes, and else the
 * newest version that was committed when it began.
 */
import { between, chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

export type MvccEvent =
  | { readonly kind: "begin" | "commit" | "abort"; readonly by: string }
  | { readonly kind: "write"; readonly by: string; readonly key: string; readonly value: number }
  /** A read of the transaction R */
  | { readonly kind: "read"; readonly id: string; readonly key: string };

export interface MvccWorld {
  /** Committed before all events */
  readonly initial: Readonly<Record<string, number>>;
  readonly events: readonly MvccEvent[];
}

const READER = "R";
type Rule = "snapshot" | "newest-committed" | "newest-written" | "not-own";

/** Whether the end of transaction `by` that stands before place `until` is a commit. */
const isCommitted = (events: readonly MvccEvent[], by: string, until: number): boolean =>
  events.slice(0, until).some((event) => event.kind === "commit" && event.by === by);

/** The value of a read at `place`: the newest version that the rule lets it see. Writers of one key follow each other. */
function valueRead({ initial, events }: MvccWorld, place: number, key: string, rule: Rule): number {
  const began = events.findIndex((event) => event.kind === "begin" && event.by === READER);
  const until = rule === "snapshot" || rule === "not-own" ? began : place;
  const seen = events.slice(0, place).findLast((event) => {
    if (event.kind !== "write" || event.key !== key) return false;
    if (event.by === READER) return rule !== "not-own";
    return rule === "newest-written" || isCommitted(events, event.by, until);
  });
  return seen?.kind === "write" ? seen.value : (initial[key] ?? 0);
}

const solveBy =
  (rule: Rule): Solve<MvccWorld> =>
  (world): Cells =>
    Object.fromEntries(world.events.flatMap((event, place) => (event.kind === "read" ? [[event.id, valueRead(world, place, event.key, rule)]] : [])));

/** Writers of x before, across and after the begin of R; R's own write of y between two of its reads. */
function drawEvents(random: Parameters<typeof pick>[0]): MvccEvent[] {
  const values = sample(random, [20, 25, 30, 35, 40, 45, 50, 55, 60], 6);
  const write = (by: string, key: string): MvccEvent => ({ kind: "write", by, key, value: values.pop() ?? 0 });
  const end = (by: string, commits: number): MvccEvent => ({ kind: chance(random, commits) ? "commit" : "abort", by });
  const before = pick(random, ["x", "y"]);
  const ending = end("T2", 0.8);
  const later: MvccEvent[] = [ending, write("T3", "x"), ...(chance(random, 0.7) ? [end("T3", 0.8)] : [])];
  const own: MvccEvent[] = [{ kind: "read", id: "r1", key: pick(random, ["x", "y"]) }, write(READER, "y"), { kind: "read", id: "r2", key: "y" }, { kind: "read", id: "r3", key: "x" }];
  const woven: MvccEvent[] = [];
  while (later.length + own.length > 0) {
    const from = own.length === 0 || (later.length > 0 && chance(random, own.length === 1 ? 0.9 : 0.5)) ? later : own;
    woven.push(...from.splice(0, 1));
  }
  return [write("T1", before), end("T1", 0.75), write("T2", "x"), { kind: "begin", by: READER }, ...woven];
}

function eventText(event: MvccEvent): [string, string] {
  if (event.kind === "read") return [READER, `${event.id}: reads ${event.key}`];
  if (event.kind === "write") return [event.by, `writes ${event.key} = ${event.value}`];
  return [event.by, { begin: "begins", commit: "commits", abort: "aborts" }[event.kind]];
}

export const mvccVisible = defineGenerator({
  name: "mvcc-visible",
  params: { initial: { kind: "range", within: [1, 15], default: [1, 15] } },
  draw: (params, random): MvccWorld => ({ initial: { x: between(random, params.initial), y: between(random, params.initial) }, events: drawEvents(random) }),
  cells: ({ events }: MvccWorld) => events.flatMap((event) => (event.kind === "read" ? [{ id: event.id, ask: `Value of ${event.key} in ${event.id}`, form: { kind: "integer" } as const }] : [])),
  solve: solveBy("snapshot"),
  mutants: {
    "newest-committed": {
      say: "That version was committed after the reader began. Its snapshot is that of its begin, however late it reads.",
      solve: solveBy("newest-committed"),
    },
    "newest-written": {
      say: "That version was not committed when the snapshot was taken. Being written is not enough; its transaction may still abort.",
      solve: solveBy("newest-written"),
    },
    "not-own": {
      say: "The snapshot hides what others do. A transaction's own writes are seen by its later reads.",
      solve: solveBy("not-own"),
    },
  },
  show: ({ initial, events }) => [
    { kind: "facts", facts: Object.entries(initial).map(([name, value]) => ({ name: `${name} at the start`, value: String(value) })) },
    { kind: "table", caption: `Events in their order; ${READER} reads from a snapshot`, columns: ["", "Transaction", "Does"], rows: events.map((event, index) => [String(index + 1), ...eventText(event)]) },
  ],
  road: (world) => {
    const cells = solveBy("snapshot")(world);
    const own = world.events.findIndex((event) => event.kind === "write" && event.by === READER);
    return world.events.flatMap((event, place) => {
      if (event.kind !== "read") return [];
      const why = event.key === "y" && place > own ? `${READER} has written it itself` : `the newest version of ${event.key} that was committed when ${READER} began`;
      return [`**${event.id}**: ${why}: ${String(cells[event.id])}.`];
    });
  },
});
