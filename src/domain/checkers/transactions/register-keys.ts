/** What a history says about each register, before anything is inferred. */
import type { Json } from "../../simulator/message";
import { type Identity, identity } from "../identity";
import type { Transaction } from "./transaction";

/** One write, by whom. Transactions are indices into the list of transactions. */
export interface RegisterWrite {
  readonly value: Json;
  readonly transaction: number;
  /** Whether its transaction wrote the key no more. */
  readonly isFinal: boolean;
}

/** What one transaction has to do with a key, as others can see it. */
export interface Access {
  readonly transaction: number;
  /** Its first read of the key, unless it wrote the key before; undefined if there is none, or none that was answered. */
  readonly read: Json | undefined;
  /** Its last write of the key. */
  readonly write: Json | undefined;
}

export interface RegisterKey {
  readonly key: Json;
  /** Null, or, of a whole history, the one value that was read though nobody wrote it, if null itself was never read. */
  readonly initial: Json;
  /** By value; of two writes of one value the one whose transaction did not fail. */
  readonly writes: ReadonlyMap<Identity, RegisterWrite>;
  /** Of transactions that did not fail, in the order of their invocations. */
  readonly accesses: readonly Access[];
}

/** A value that two transactions, or one of them twice, wrote to the same key: versions cannot be told apart. */
export interface RepeatedWrite {
  readonly key: Json;
  readonly value: Json;
}

export interface RegisterKeys {
  readonly keys: readonly RegisterKey[];
  readonly repeated: RepeatedWrite | null;
}

interface Draft {
  readonly key: Json;
  readonly writes: Map<Identity, RegisterWrite>;
  readonly accesses: Access[];
}

/** `isExcerpt`: a value that nobody wrote may be of a transaction that is missing. */
export function registerKeys(transactions: readonly Transaction[], isExcerpt: boolean): RegisterKeys {
  const drafts = new Map<Identity, Draft>();
  let repeated: RepeatedWrite | null = null;
  const isFailed = (index: number) => transactions[index]?.type === "fail";
  transactions.forEach((transaction, index) => {
    for (const { key, read, writes } of byKey(transaction)) {
      const id = identity(key);
      const draft = drafts.get(id) ?? { key, writes: new Map<Identity, RegisterWrite>(), accesses: [] };
      drafts.set(id, draft);
      writes.forEach((value, at) => {
        const before = draft.writes.get(identity(value));
        if (before !== undefined && (isFailed(index) || !isFailed(before.transaction))) {
          if (!isFailed(index)) repeated ??= { key, value };
          return;
        }
        draft.writes.set(identity(value), { value, transaction: index, isFinal: at === writes.length - 1 });
      });
      if (transaction.type !== "fail") draft.accesses.push({ transaction: index, read, write: writes.at(-1) });
    }
  });
  const keys = [...drafts.values()].map((draft): RegisterKey => ({ ...draft, initial: isExcerpt ? null : initialOf(draft) }));
  for (const { key, initial, writes } of keys) if (writes.has(identity(initial))) repeated ??= { key, value: initial };
  return { keys, repeated };
}

function byKey({ type, micro }: Transaction): { key: Json; read: Json | undefined; writes: Json[] }[] {
  const keys = new Map<Identity, { key: Json; read: Json | undefined; writes: Json[] }>();
  for (const { f, key, value } of micro) {
    const one = keys.get(identity(key)) ?? { key, read: undefined, writes: [] };
    keys.set(identity(key), one);
    if (f === "w") one.writes.push(value);
    else if (type === "ok" && one.writes.length === 0) one.read ??= value;
  }
  return [...keys.values()];
}

function initialOf({ writes, accesses }: Draft): Json {
  const unwritten = new Map(accesses.flatMap(({ read }) => (read === undefined || writes.has(identity(read)) ? [] : [[identity(read), read] as const])));
  const [only] = unwritten.values();
  return unwritten.size === 1 && only !== undefined ? only : null;
}
