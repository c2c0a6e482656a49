/** How long Elle's list-append takes over a long valid history: the more there is to follow, as no cycle ends the search. */
import { operationsOf, type HistoryEvent } from "@/domain/checkers/history/operations";
import { checkListAppend } from "@/domain/checkers/transactions/list-append";
import { type SeededRandom, random } from "@/domain/kernel/seeded-random";
import { medianOf } from "@/domain/kernel/statistics";
import type { Json } from "@/domain/simulator/message";

const TRANSACTIONS = 10_000;
const PROCESSES = 10;
/** Keys in use at one time; each is left for a new one after so many appends (Jepsen: 3 and 32). */
const KEYS = 3;
const APPENDS_PER_KEY_MAX = 32;
const MICRO_OPERATIONS_MAX = 4;
const ROUNDS = 5;

export interface ListAppendSpeed {
  readonly transactions: number;
  readonly rounds: number;
  /** The median over the rounds, from paired operations to the verdict. */
  readonly millis: number;
}

export function benchListAppend(): ListAppendSpeed {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const paired = operationsOf(strictHistory(random(round, "bench/list-append")));
    if (!paired.ok) throw new Error(`Event ${paired.error.event} does not fit: ${paired.error.reason}`);
    const begunAt = performance.now();
    const { verdict } = checkListAppend(paired.value);
    const millis = performance.now() - begunAt;
    if (verdict !== "valid") throw new Error(`A history of one list after the other was judged ${verdict}`);
    return millis;
  });
  return { transactions: TRANSACTIONS, rounds: ROUNDS, millis: Math.round(medianOf(rounds) ?? 0) };
}

type Micro = readonly [f: "append" | "r", key: number, value: Json];

/** Transactions that take effect at one moment between invocation and completion: whenever a process is drawn, it takes its next step. */
function strictHistory(chance: SeededRandom): HistoryEvent[] {
  const lists = new Map<number, readonly number[]>();
  const keys = Array.from({ length: KEYS }, (_, key) => key);
  const asked: (Micro[] | null)[] = Array.from({ length: PROCESSES }, () => null);
  const answered: (Micro[] | null)[] = asked.map(() => null);
  const events: HistoryEvent[] = [];
  let nextKey = KEYS;
  const draw = (): Micro => {
    const place = chance.index(KEYS);
    const key = keys[place] as number;
    return chance.index(2) === 0 ? ["r", key, null] : ["append", key, null];
  };
  const answer = ([f, key]: Micro): Micro => {
    const list = lists.get(key) ?? [];
    if (f === "r") return ["r", key, list];
    const element = list.length + 1;
    lists.set(key, [...list, element]);
    if (element === APPENDS_PER_KEY_MAX) keys[keys.indexOf(key)] = nextKey++;
    return ["append", key, element];
  };
  for (let begun = 0; begun < TRANSACTIONS || asked.some((list) => list !== null); ) {
    const process = chance.index(PROCESSES);
    const [waiting, done] = [asked[process] ?? null, answered[process] ?? null];
    if (done !== null) {
      events.push({ process, type: "ok", f: "txn", value: done });
      asked[process] = answered[process] = null;
    } else if (waiting !== null) {
      answered[process] = waiting.map(answer);
    } else if (begun < TRANSACTIONS) {
      begun += 1;
      asked[process] = Array.from({ length: 1 + chance.index(MICRO_OPERATIONS_MAX) }, draw);
      events.push({ process, type: "invoke", f: "txn", value: asked[process] as Micro[] });
    }
  }
  return events;
}
