/** Jepsen's bank: transfers move money between accounts, and every read of all accounts shows the same total. */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { isList } from "../json-key";

export interface BankOptions {
  /** What all accounts hold together; without it the sum of the first read that was answered. */
  readonly total?: number;
  /** Whether an account may be overdrawn. */
  readonly allowNegative?: boolean;
}

export interface BankFault {
  readonly kind: "not-balances" | "other-accounts" | "wrong-total" | "negative";
  /** Index of the operation. */
  readonly operation: number;
  readonly says: string;
}

export interface BankResult {
  /** Unknown where no read was answered. */
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly total: number | null;
  readonly reads: number;
  readonly faults: readonly BankFault[];
}

/** The value of a "read" is an object from account to balance, or a list of such pairs. */
export function checkBank(operations: readonly Operation[], { total, allowNegative = false }: BankOptions = {}): BankResult {
  const reads = operations.filter(({ f, type }) => f === "read" && type === "ok").map(({ index, result }) => ({ index, balances: balancesOf(result) }));
  const first = reads.find(({ balances }) => balances !== null)?.balances ?? null;
  const expected = total ?? (first === null ? null : sum(first));
  const faults = reads.flatMap(({ index, balances }): BankFault[] => {
    const fault = (kind: BankFault["kind"], says: string): BankFault => ({ kind, operation: index, says: `T${index} ${says}` });
    if (balances === null) return [fault("not-balances", "shows an account without a number for its balance.")];
    const accounts = [...balances.keys()].sort().join(", ");
    const known = [...(first ?? balances).keys()].sort().join(", ");
    if (accounts !== known) return [fault("other-accounts", `shows the accounts ${accounts}, where there are ${known}.`)];
    const overdrawn = allowNegative ? undefined : [...balances].find(([, balance]) => balance < 0);
    return [
      ...(sum(balances) === expected ? [] : [fault("wrong-total", `shows a total of ${sum(balances)} rather than ${expected}: ${inWords(balances)}.`)]),
      ...(overdrawn === undefined ? [] : [fault("negative", `shows ${overdrawn[1]} in account ${overdrawn[0]}.`)]),
    ];
  });
  return { verdict: faults.length > 0 ? "invalid" : reads.length === 0 ? "unknown" : "valid", total: expected, reads: reads.length, faults };
}

type Balances = ReadonlyMap<string, number>;

function balancesOf(value: Json): Balances | null {
  if (value === null || typeof value !== "object") return null;
  const pairs = isList(value) ? value.map((pair): [Json, Json] => (isList(pair) ? [pair[0] ?? null, pair[1] ?? null] : [null, null])) : Object.entries(value);
  const balances = pairs.map(([account, balance]) => [String(account), balance] as const);
  return balances.every((pair): pair is readonly [string, number] => typeof pair[1] === "number") ? new Map(balances) : null;
}

const sum = (balances: Balances): number => [...balances.values()].reduce((one, other) => one + other, 0);
const inWords = (balances: Balances): string => [...balances].map(([account, balance]) => `${account}: ${balance}`).join(", ");
