/**
 * The versions of lists that are only appended to. A read shows the whole order of the appends before it, so that the
 * longest read of a key tells the order of all that it shows (Kingsbury and Alvaro, 2020).
 */
import type { Json } from "../../simulator/message";
import { type Identity, identity, isSame } from "../identity";
import { isList } from "../json-key";
import type { Transaction } from "./transaction";

/** One append, by whom. Transactions are indices into the list of transactions. */
export interface Append {
  readonly element: Json;
  readonly transaction: number;
  /** Index of the micro-operation. */
  readonly at: number;
  /** Whether its transaction appended to the key no more. */
  readonly isFinal: boolean;
}

export interface ListRead {
  readonly transaction: number;
  /** Index of the micro-operation. */
  readonly at: number;
  readonly list: readonly Json[];
}

/** All that a history says about one key. */
export interface ListKey {
  readonly key: Json;
  readonly appends: ReadonlyMap<Identity, Append>;
  /** Of answered transactions, in the order of the history. */
  readonly reads: readonly ListRead[];
  /** The longest read, each element once: the order of the versions as far as they were seen. */
  readonly order: readonly Json[];
  /** Where an element stands in the order. */
  readonly position: ReadonlyMap<Identity, number>;
  /** The longest read as it was. */
  readonly longest: ListRead | null;
  /** Appends of transactions that did not fail, and that nobody read; they came after all that was. */
  readonly unobserved: readonly Append[];
}

/** An element that two transactions, or one of them twice, appended to the same key: versions cannot be told apart. */
export interface RepeatedAppend {
  readonly key: Json;
  readonly element: Json;
}

/** While it is being found out. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Draft {
  readonly key: Json;
  readonly appends: Map<Identity, Append>;
  readonly reads: ListRead[];
  longest: ListRead | null;
}

export interface ListKeys {
  readonly keys: readonly ListKey[];
  readonly repeated: RepeatedAppend | null;
}

const EMPTY: readonly Json[] = [];

export function listKeys(transactions: readonly Transaction[]): ListKeys {
  const drafts = new Map<Identity, Draft>();
  let repeated: RepeatedAppend | null = null;
  const draftOf = (key: Json): Draft => {
    const id = identity(key);
    const known = drafts.get(id);
    if (known !== undefined) return known;
    const draft: Draft = { key, appends: new Map(), reads: [], longest: null };
    drafts.set(id, draft);
    return draft;
  };
  transactions.forEach(({ type, micro }, transaction) => {
    const lastAppends = new Map<Draft, Writable<Append>>();
    micro.forEach(({ f, key, value }, at) => {
      const draft = draftOf(key);
      if (f === "w") {
        const element = identity(value);
        if (draft.appends.has(element)) repeated ??= { key, element: value };
        const append = { element: value, transaction, at, isFinal: false };
        draft.appends.set(element, append);
        lastAppends.set(draft, append);
      } else if (type === "ok") {
        const read: ListRead = { transaction, at, list: isList(value) ? value : EMPTY };
        draft.reads.push(read);
        if (draft.longest === null || read.list.length > draft.longest.list.length) draft.longest = read;
      }
    });
    for (const append of lastAppends.values()) append.isFinal = true;
  });
  return { keys: [...drafts.values()].map((draft) => finish(draft, transactions)), repeated };
}

function finish({ key, appends, reads, longest }: Draft, transactions: readonly Transaction[]): ListKey {
  const position = new Map<Identity, number>();
  const order: Json[] = [];
  for (const element of longest?.list ?? []) {
    const id = identity(element);
    if (!position.has(id)) position.set(id, order.push(element) - 1);
  }
  const unobserved = [...appends].flatMap(([id, append]) => (position.has(id) || transactions[append.transaction]?.type === "fail" ? [] : [append]));
  return { key, appends, reads, order, position, longest, unobserved };
}

/** Whether the one list begins with the other. */
export function isPrefix(shorter: readonly Json[], longer: readonly Json[]): boolean {
  if (shorter.length > longer.length) return false;
  for (let at = 0; at < shorter.length; at += 1) {
    const [one, other] = [shorter[at] as Json, longer[at] as Json];
    if (one !== other && !isSame(one, other)) return false;
  }
  return true;
}
