/**
 * Isolation levels by their definitions, for histories of a few transactions: all orders are tried. A transaction of
 * type "info" may be left out, a failed one is.
 */
import type { Transaction } from "@/domain/checkers/transactions/transaction";

/** Whether the first transaction has to come before the second. */
export type Precedes = (before: Transaction, after: Transaction) => boolean;

export const anyOrder: Precedes = () => false;
export const processOrder: Precedes = (before, after) => before.process === after.process && before.invoked < after.invoked;
export const realTime: Precedes = (before, after) => before.completed !== null && before.completed < after.invoked;

/** What keys hold: lists that are appended to, or registers. */
export type Kind = "lists" | "registers";

/** By key, what it holds, as a text. */
type State = readonly string[];

interface Step {
  readonly isWrite: boolean;
  readonly key: number;
  readonly text: string;
}

interface Compiled {
  readonly transaction: Transaction;
  readonly steps: readonly Step[];
  readonly writes: ReadonlySet<number>;
  readonly isOptional: boolean;
}

function compile(transactions: readonly Transaction[], kind: Kind): { compiled: Compiled[]; initial: State } {
  const keys: string[] = [];
  const slot = (name: string) => (keys.includes(name) ? keys.indexOf(name) : keys.push(name) - 1);
  const readText = (value: unknown) => (kind === "lists" ? (value as unknown[]).map((one) => `${JSON.stringify(one)},`).join("") : JSON.stringify(value));
  const compiled = transactions
    .filter(({ type }) => type !== "fail")
    .map((transaction): Compiled => {
      const known = transaction.type === "ok" ? transaction.micro : transaction.micro.filter(({ f }) => f === "w");
      const steps = known.map(({ f, key, value }): Step => {
        const isWrite = f === "w";
        return { isWrite, key: slot(JSON.stringify(key)), text: isWrite && kind === "lists" ? `${JSON.stringify(value)},` : readText(value) };
      });
      const writes = new Set(steps.flatMap(({ isWrite, key }) => (isWrite ? [key] : [])));
      return { transaction, steps, writes, isOptional: transaction.type === "info" };
    });
  return { compiled, initial: keys.map(() => (kind === "lists" ? "" : "null")) };
}

/** The state after the steps began in this one, or null if a read cannot have shown there what it did. */
function run(steps: readonly Step[], before: State, kind: Kind): State | null {
  const state = [...before];
  for (const { isWrite, key, text } of steps) {
    if (isWrite) state[key] = kind === "lists" ? `${state[key]}${text}` : text;
    else if (state[key] !== text) return null;
  }
  return state;
}

const mayBeNext = (next: Compiled, left: readonly Compiled[], precedes: Precedes): boolean =>
  !left.some((other) => other !== next && !other.isOptional && precedes(other.transaction, next.transaction));

const isDone = (left: readonly Compiled[]): boolean => left.every(({ isOptional }) => isOptional);

/** Whether some order of the transactions, one after the other, explains every read. */
export function isSerializable(transactions: readonly Transaction[], kind: Kind, precedes: Precedes): boolean {
  const { compiled, initial } = compile(transactions, kind);
  const place = (left: readonly Compiled[], state: State): boolean =>
    isDone(left) ||
    left.some((next) => {
      const after = mayBeNext(next, left, precedes) ? run(next.steps, state, kind) : null;
      return after !== null && place(left.filter((other) => other !== next), after);
    });
  return place(compiled, initial);
}

/**
 * Generalized snapshot isolation: some order of commits, and for each transaction a prefix of it as its snapshot, so
 * that it reads its snapshot and its own writes, and nothing that it writes was committed since. What precedes a
 * transaction is in its snapshot.
 */
export function isSnapshotIsolated(transactions: readonly Transaction[], kind: Kind, precedes: Precedes): boolean {
  const { compiled, initial } = compile(transactions, kind);
  const place = (left: readonly Compiled[], committed: readonly Compiled[], states: readonly State[]): boolean =>
    isDone(left) ||
    left.some((next) => {
      if (!mayBeNext(next, left, precedes)) return false;
      const hasSnapshot = states.some((snapshot, count) => {
        const isClear = committed.slice(count).every((other) => !precedes(other.transaction, next.transaction) && [...other.writes].every((key) => !next.writes.has(key)));
        return isClear && run(next.steps, snapshot, kind) !== null;
      });
      if (!hasSnapshot) return false;
      const after = run(next.steps.filter(({ isWrite }) => isWrite), states[states.length - 1] as State, kind) as State;
      return place(left.filter((other) => other !== next), [...committed, next], [...states, after]);
    });
  return place(compiled, [], [initial]);
}
