/** What processes did to registers, one access after the other: the input of the checkers of this folder. */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { type Identity, identity } from "../identity";
import { isList } from "../json-key";
import { shown, shownKey } from "../transactions/finding";
import type { Transaction } from "../transactions/transaction";

/** A read, a write, or both at once (a compare-and-set that succeeded). */
export interface Access {
  readonly process: number;
  /** Index of the operation in the history: people know it by it, as "T7". */
  readonly operation: number;
  readonly key: Json;
  readonly read?: Json;
  readonly write?: Json;
  /** Whether it may also not have taken effect. */
  readonly isOptional: boolean;
}

/** Of histories whose operations are "read", "write" and "cas", with a key in front of the value if they are keyed. */
export function accessesOfRegisters(operations: readonly Operation[], isKeyed: boolean): Access[] {
  return operations.flatMap(({ f, type, value, result, process, index }): Access[] => {
    const [key, asked] = isKeyed && isList(value) ? [value[0] ?? null, value[1] ?? null] : [null, value];
    const answered = isKeyed && isList(result) ? (result[1] ?? null) : result;
    const common = { process, operation: index, key, isOptional: type === "info" };
    if (type === "fail") return [];
    if (f === "write") return [{ ...common, write: asked }];
    if (f === "cas" && isList(asked)) return [{ ...common, read: asked[0] ?? null, write: asked[1] ?? null }];
    return f === "read" && type === "ok" ? [{ ...common, read: answered }] : [];
  });
}

/** Of transactions, each micro-operation by itself: that they are atomic is more than is asked here. */
export function accessesOfTransactions(transactions: readonly Transaction[]): Access[] {
  return transactions.flatMap(({ type, micro, process, operation }): Access[] => {
    if (type === "fail") return [];
    const common = { process, operation, isOptional: type === "info" };
    return micro.flatMap(({ f, key, value }): Access[] => {
      if (f === "w") return [{ ...common, key, write: value }];
      return type === "ok" ? [{ ...common, key, read: value }] : [];
    });
  });
}

/** "T3, write x = 1" */
export function accessInWords({ operation, key, read, write }: Access): string {
  const name = key === null ? "" : `${shownKey(key)} `;
  if (read !== undefined && write !== undefined) return `T${operation}, change ${name}from ${shown(read)} to ${shown(write)}`;
  return write === undefined ? `T${operation}, read ${name}= ${shown(read ?? null)}` : `T${operation}, write ${name}= ${shown(write)}`;
}

/** The accesses of each process, in its order. */
export function byProcess(accesses: readonly Access[]): Map<number, Access[]> {
  const processes = new Map<number, Access[]>();
  for (const access of accesses) {
    const own = processes.get(access.process);
    if (own === undefined) processes.set(access.process, [access]);
    else own.push(access);
  }
  return processes;
}

/**
 * What each key holds at first: null, or the one value that was read though nobody wrote it, if null itself was not.
 * By the key's identity.
 */
export function initialValues(accesses: readonly Access[]): Map<Identity, Json> {
  const written = new Map<Identity, Set<Identity>>();
  const unwritten = new Map<Identity, Map<Identity, Json>>();
  for (const { key, write } of accesses) {
    const id = identity(key);
    const values = written.get(id) ?? new Set<Identity>();
    written.set(id, values);
    unwritten.set(id, unwritten.get(id) ?? new Map<Identity, Json>());
    if (write !== undefined) values.add(identity(write));
  }
  for (const { key, read } of accesses) {
    if (read !== undefined && written.get(identity(key))?.has(identity(read)) !== true) unwritten.get(identity(key))?.set(identity(read), read);
  }
  return new Map([...unwritten].map(([id, values]) => [id, values.size === 1 ? ([...values.values()][0] ?? null) : null]));
}
