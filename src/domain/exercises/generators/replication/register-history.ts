/** Histories of one register: drawn, shown, and handed to the checkers. */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { type HistoryEvent, type Operation, operationsOf } from "../../../checkers/history/operations";
import type { HistoryFigure } from "../../figure";
import { between, chance, pick, sample } from "../drawing";

export interface RegisterOperation {
  readonly id: string;
  /** Index of the client */
  readonly client: number;
  readonly from: number;
  /** All ends of all operations differ. */
  readonly to: number;
  readonly does: "read" | "write";
  /** What was written (no two writes are alike) or read; 0 is what the register holds at first. */
  readonly value: number;
}

/** The operations for the checkers, which call the first value null. */
export function checkedOperations(operations: readonly RegisterOperation[]): readonly Operation[] {
  const events = operations.flatMap(({ client, does, value, from, to }): (HistoryEvent & { at: number })[] => {
    const told = value === 0 ? null : value;
    const common = { process: client, f: does };
    return [{ ...common, type: "invoke", value: does === "read" ? null : told, at: from }, { ...common, type: "ok", value: told, at: to }];
  });
  const paired = operationsOf(events.sort((one, other) => one.at - other.at));
  return paired.ok ? paired.value : [];
}

/** Every client has one operation at a time; reads are named r1, r2 and writes w1, w2 in the order of their begin, and write 1, 2, ... */
export function drawOperations(random: SeededRandom, clients: number, count: number, valueOf: (before: readonly RegisterOperation[], read: Omit<RegisterOperation, "value" | "id">) => number): RegisterOperation[] {
  const times = Array.from({ length: count * 2 }, (_, index) => index + 1);
  const open: { client: number; from: number; does: "read" | "write" }[] = [];
  const drawn: { client: number; from: number; to: number; does: "read" | "write" }[] = [];
  let begun = 0;
  for (const at of times) {
    const free = Array.from({ length: clients }, (_, index) => index).filter((client) => !open.some((one) => one.client === client));
    const begins = begun < count && free.length > 0 && (open.length === 0 || chance(random, 0.5));
    if (begins) {
      begun += 1;
      open.push({ client: pick(random, free), from: at, does: begun === 1 || chance(random, 0.4) ? "write" : "read" });
    } else drawn.push(...sample(random, open, 1).map((one) => ({ ...open.splice(open.indexOf(one), 1)[0], ...one, to: at })));
  }
  let [reads, writes] = [0, 0];
  const named: RegisterOperation[] = [];
  const inOrder = drawn.sort((one, other) => one.from - other.from);
  const allWrites = inOrder.filter(({ does }) => does === "write").map((one, index): RegisterOperation => ({ ...one, id: `w${index + 1}`, value: index + 1 }));
  for (const one of inOrder) {
    if (one.does === "read") named.push({ ...one, id: `r${(reads += 1)}`, value: valueOf(allWrites, one) });
    else named.push(allWrites[(writes += 1) - 1] as RegisterOperation);
  }
  return named;
}

/** One of the values that were written by somebody who had begun before the read ended, or the first one. */
export const anyValueBegun = (random: SeededRandom) => (writes: readonly RegisterOperation[], read: { readonly to: number }): number => {
  const begun = writes.filter(({ from }) => from < read.to).map(({ value }) => value);
  // The older ones are what makes trouble.
  return chance(random, 0.5) ? (begun.at(-1) ?? 0) : pick(random, [0, ...begun].slice(-3));
};

/** The picture of a history. */
export function showHistory(caption: string, operations: readonly RegisterOperation[]): HistoryFigure {
  return {
    kind: "history",
    caption,
    clients: Array.from({ length: Math.max(...operations.map(({ client }) => client)) + 1 }, (_, index) => `Client ${index + 1}`),
    operations: operations.map(({ id, client, from, to, does, value }) => ({ id, client, from, to, words: does === "read" ? `${id}: reads ${value}` : `${id}: writes ${value}` })),
  };
}

/** How many operations a history has, and how many clients: what a content file may set. */
export const HISTORY_PARAMS = {
  clients: { kind: "range", within: [2, 4], default: [2, 3] },
  operations: { kind: "range", within: [4, 8], default: [5, 7] },
} as const;

export const drawHistory = (random: SeededRandom, params: { readonly clients: readonly [number, number]; readonly operations: readonly [number, number] }): RegisterOperation[] =>
  drawOperations(random, between(random, params.clients), between(random, params.operations), anyValueBegun(random));
