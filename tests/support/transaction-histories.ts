/** Histories of transactions: written in a short notation, or made by a simulated database of a known isolation level. */
import type { HistoryEvent, Operation } from "@/domain/checkers/history/operations";
import { operationsOf } from "@/domain/checkers/history/operations";
import type { Json } from "@/domain/simulator/message";
import type { SeededRandom } from "@/domain/kernel/seeded-random";

export type Micro = readonly [f: "append" | "w" | "r", key: string, value: Json];

/** When a transaction runs: it is invoked at the first time and completes at the second. */
export interface Placed {
  readonly micro: readonly Micro[];
  readonly process: number;
  readonly type?: "ok" | "fail" | "info";
  readonly at?: readonly [number, number];
}

/** "ax1" appends 1 to x, "wx1" writes it, "rx12" reads x = [1, 2], "rx" reads x = [], "rx=1" reads the register x = 1, "rx=" null. */
export function micro(text: string): Micro[] {
  return text.split(" ").map((word): Micro => {
    const [f = "", key = "", ...value] = word;
    if (f !== "r") return [f === "a" ? "append" : "w", key, Number(value.join(""))];
    if (value[0] === "=") return ["r", key, value.length === 1 ? null : Number(value.slice(1).join(""))];
    return ["r", key, value.map(Number)];
  });
}

/** Transactions as a history. Without times all run at once, each in a process of its own; at one time completions come first. */
export function transactionHistory(placed: readonly Placed[]): HistoryEvent[] {
  const events = placed.flatMap(({ micro: list, process, type = "ok", at = [0, 1] }, index) => {
    const asked = list.map(([f, key, value]) => (f === "r" ? [f, key, null] : [f, key, value]));
    const common = { process, f: "txn" };
    return [
      { time: at[0], rank: 1, index, event: { ...common, type: "invoke" as const, value: asked } },
      { time: at[1], rank: at[0] === at[1] ? 2 : 0, index, event: { ...common, type, value: type === "ok" ? list : asked } },
    ];
  });
  return events.sort((one, other) => one.time - other.time || one.rank - other.rank || one.index - other.index).map(({ event }) => event as HistoryEvent);
}

/** The operations of a history that is known to be one. */
export function paired(events: readonly HistoryEvent[]): Operation[] {
  const result = operationsOf(events);
  if (!result.ok) throw new Error(`event ${result.error.event}: ${result.error.reason}`);
  return result.value;
}

/** The events of transactions that all run at once, in the notation of `micro`; "!" in front fails, "?" is an info. */
export const eventsTogether = (...texts: readonly string[]): HistoryEvent[] =>
  transactionHistory(texts.map((text, process) => ({ process, ...typed(text), at: [process, texts.length + process] })));

/** The events of transactions one after the other, each in the process that stands in front: "0: ax1". */
export const eventsInTurn = (...texts: readonly string[]): HistoryEvent[] =>
  transactionHistory(
    texts.map((text, index) => {
      const [process = "", list = ""] = text.split(": ");
      return { process: Number(process), ...typed(list), at: [2 * index, 2 * index + 1] };
    }),
  );

/** The events of transactions with their times, each in a process of its own. */
export const eventsAt = (...placed: readonly (readonly [begin: number, end: number, text: string])[]): HistoryEvent[] =>
  transactionHistory(placed.map(([begin, end, text], process) => ({ process, ...typed(text), at: [begin, end] })));

export const together = (...texts: readonly string[]): Operation[] => paired(eventsTogether(...texts));
export const inTurn = (...texts: readonly string[]): Operation[] => paired(eventsInTurn(...texts));

/** The events of the one history in their order, put among those of another one; processes and keys must differ. */
export function mixedInto(host: readonly HistoryEvent[], guests: readonly HistoryEvent[], random: SeededRandom): HistoryEvent[] {
  const places = guests.map(() => random.index(host.length + 1)).sort((one, other) => one - other);
  const mixed = [...host];
  guests.forEach((guest, index) => mixed.splice((places[index] as number) + index, 0, guest));
  return mixed;
}

function typed(text: string): Pick<Placed, "micro" | "type"> {
  if (text.startsWith("!")) return { micro: micro(text.slice(1)), type: "fail" };
  if (text.startsWith("?")) return { micro: micro(text.slice(1)), type: "info" };
  return { micro: micro(text), type: "ok" };
}

/**
 * strict-serializable: all of a transaction at one moment. strong-session-serializable: the same, but transactions that
 * only read may see an older state, though none older than their process has seen. serializable: an older state, whichever.
 * strong-snapshot-isolation: a snapshot of the beginning, first committer wins. snapshot-isolation: an older snapshot, whichever.
 * read-committed: each read sees what is committed by then, all writes are made at the commit.
 */
export type Isolation =
  | "strict-serializable"
  | "strong-session-serializable"
  | "serializable"
  | "strong-snapshot-isolation"
  | "snapshot-isolation"
  | "read-committed";

export interface DatabasePlan {
  readonly isolation: Isolation;
  readonly writes: "append" | "w";
  readonly transactions: number;
  readonly processes: number;
  readonly keys: number;
  readonly microMax: number;
  /** After so many writes a key is used no more, and a fresh one takes its place. */
  readonly writesPerKeyMax: number;
  /** Chances that a transaction aborts, and that its answer is lost, whether it took effect or not. */
  readonly abort?: number;
  readonly crash?: number;
  /** Whether the last transaction reads all keys, at the end. */
  readonly readsAtEnd?: boolean;
}

type State = ReadonlyMap<string, Json>;

interface Running {
  readonly asked: readonly Micro[];
  readonly snapshot: number;
  readonly seen: Micro[];
  readonly written: Map<string, Json[]>;
}

/** A run of the database. Every decision is drawn: the same chance gives the same history. */
export function runDatabase(plan: DatabasePlan, random: SeededRandom): HistoryEvent[] {
  return new Database(plan, random).run();
}

class Database {
  private readonly states: State[] = [new Map()];
  private readonly events: HistoryEvent[] = [];
  private readonly running = new Map<number, Running>();
  /** By worker: the process that it is now, and the newest state that this process has seen. */
  private readonly processes: number[];
  private readonly seenState: number[];
  private readonly counts = new Map<string, number>();
  private readonly pool: string[];
  private readonly allKeys: string[];
  private begun = 0;

  constructor(
    private readonly plan: DatabasePlan,
    private readonly random: SeededRandom,
  ) {
    this.processes = Array.from({ length: plan.processes }, (_, worker) => worker);
    this.seenState = this.processes.map(() => 0);
    this.pool = Array.from({ length: plan.keys }, (_, index) => `k${index}`);
    this.allKeys = [...this.pool];
  }

  run(): HistoryEvent[] {
    while (this.begun < this.plan.transactions || this.running.size > 0) {
      const worker = this.random.index(this.plan.processes);
      const transaction = this.running.get(worker);
      if (transaction === undefined) {
        if (this.begun < this.plan.transactions) this.begin(worker);
      } else if (transaction.seen.length < transaction.asked.length) {
        this.step(transaction);
      } else {
        this.end(worker, transaction);
      }
    }
    if (this.plan.readsAtEnd === true) this.readAll();
    return this.events;
  }

  private get newest(): number {
    return this.states.length - 1;
  }

  private begin(worker: number): void {
    this.begun += 1;
    const drawn = Array.from({ length: 1 + this.random.index(this.plan.microMax) }, () => this.draw());
    // Where writes are made at the commit, a transaction that reads what it wrote would have to guess.
    const asked = this.plan.isolation === "read-committed" ? [...drawn.filter(([f]) => f === "r"), ...drawn.filter(([f]) => f !== "r")] : drawn;
    const isReadOnly = asked.every(([f]) => f === "r");
    this.running.set(worker, { asked, snapshot: this.snapshotFor(worker, isReadOnly), seen: [], written: new Map() });
    this.record(worker, "invoke", asked);
  }

  private draw(): Micro {
    const place = this.random.index(this.pool.length);
    const key = this.pool[place] as string;
    if (this.random.index(2) === 0) return ["r", key, null];
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count >= this.plan.writesPerKeyMax) this.allKeys.push((this.pool[place] = `k${this.allKeys.length}`));
    return [this.plan.writes, key, count];
  }

  private snapshotFor(worker: number, isReadOnly: boolean): number {
    const { isolation } = this.plan;
    const oldest = isolation === "strong-session-serializable" ? (this.seenState[worker] as number) : 0;
    const mayBeOld = isolation === "snapshot-isolation" || (isReadOnly && (isolation === "serializable" || isolation === "strong-session-serializable"));
    return mayBeOld && this.random.index(2) === 0 ? oldest + this.random.index(this.newest - oldest + 1) : this.newest;
  }

  private step(transaction: Running): void {
    const { isolation } = this.plan;
    const [f, key, value] = transaction.asked[transaction.seen.length] as Micro;
    if (f !== "r") {
      transaction.written.set(key, [...(transaction.written.get(key) ?? []), value]);
      transaction.seen.push([f, key, value]);
      return;
    }
    const state = isolation === "read-committed" ? this.newest : transaction.snapshot;
    transaction.seen.push(["r", key, this.valueIn(this.states[state] as State, key, transaction.written)]);
  }

  private valueIn(state: State, key: string, written: ReadonlyMap<string, readonly Json[]>): Json {
    const own = written.get(key) ?? [];
    if (this.plan.writes === "w") return own.at(-1) ?? state.get(key) ?? null;
    return [...((state.get(key) as readonly Json[] | undefined) ?? []), ...own];
  }

  private end(worker: number, transaction: Running): void {
    const isSnapshot = this.plan.isolation === "snapshot-isolation" || this.plan.isolation === "strong-snapshot-isolation";
    const isAtomic = !isSnapshot && this.plan.isolation !== "read-committed";
    const drawnAbort = this.random.fraction() < (this.plan.abort ?? 0);
    const isLost = this.random.fraction() < (this.plan.crash ?? 0);
    const isReadOnly = transaction.written.size === 0;
    const loses = isSnapshot && [...transaction.written.keys()].some((key) => this.changedSince(transaction.snapshot, key));
    // An atomic transaction does all that it does now; what its steps drew before was only for show.
    const seen = isAtomic && !isReadOnly ? this.atOnce(transaction.asked) : transaction.seen;
    const commits = !drawnAbort && !loses;
    if (commits && !isReadOnly) this.apply(transaction.written);
    this.seenState[worker] = Math.max(this.seenState[worker] as number, isReadOnly ? transaction.snapshot : this.newest);
    this.running.delete(worker);
    if (isLost) {
      this.record(worker, "info", transaction.asked);
      this.processes[worker] = (this.processes[worker] as number) + this.plan.processes;
    } else this.record(worker, commits ? "ok" : "fail", commits ? seen : transaction.asked);
  }

  private changedSince(snapshot: number, key: string): boolean {
    return JSON.stringify(this.states[snapshot]?.get(key)) !== JSON.stringify(this.states[this.newest]?.get(key));
  }

  private atOnce(asked: readonly Micro[]): Micro[] {
    const written = new Map<string, Json[]>();
    const state = this.states[this.newest] as State;
    return asked.map(([f, key, value]) => {
      if (f === "r") return [f, key, this.valueIn(state, key, written)];
      written.set(key, [...(written.get(key) ?? []), value]);
      return [f, key, value];
    });
  }

  private apply(written: ReadonlyMap<string, readonly Json[]>): void {
    const state = this.states[this.newest] as State;
    this.states.push(new Map([...state, ...[...written.keys()].map((key): [string, Json] => [key, this.valueIn(state, key, written)])]));
  }

  private readAll(): void {
    const process = 1_000_000;
    const asked = this.allKeys.map((key): Micro => ["r", key, null]);
    const seen = asked.map(([f, key]): Micro => [f, key, this.valueIn(this.states[this.newest] as State, key, new Map())]);
    this.events.push({ process, type: "invoke", f: "txn", value: asked }, { process, type: "ok", f: "txn", value: seen });
  }

  private record(worker: number, type: HistoryEvent["type"], value: readonly Micro[]): void {
    this.events.push({ process: this.processes[worker] as number, type, f: "txn", value });
  }
}
