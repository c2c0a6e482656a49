/** No id twice, over the whole history and whatever node or incarnation gave it (Maelstrom's checker of unique-ids). */
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";
import { pairsOf, successesOf } from "./history-pairs";
import { jsonKey } from "./json-key";

export interface DuplicateId {
  readonly id: Json;
  /** How many completions gave it. */
  readonly times: number;
  /** Indices of the first completion that gave it and of the next one. */
  readonly first: number;
  readonly second: number;
}

export interface UniqueIdsResult {
  /** Unknown where no id was given at all. */
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly attempted: number;
  readonly acknowledged: number;
  /** In the order in which the second copies came. */
  readonly duplicates: readonly DuplicateId[];
}

/** The value of an "ok" is the id. 1 and "1" are two ids: see jsonKey. */
export function checkUniqueIds(history: readonly HistoryEntry[], f: string): UniqueIdsResult {
  const attempted = pairsOf(history, f).length;
  const completions = successesOf(history, f)
    .map(({ pair, completion }) => ({ index: pair.completed, id: completion.value }))
    .sort((one, other) => one.index - other.index);
  const byId = new Map<string, { readonly id: Json; readonly indices: number[] }>();
  for (const { index, id } of completions) {
    const key = jsonKey(id);
    const known = byId.get(key);
    if (known === undefined) byId.set(key, { id, indices: [index] });
    else known.indices.push(index);
  }
  const duplicates = [...byId.values()].flatMap(({ id, indices }): DuplicateId[] => {
    const [first, second] = indices;
    return first === undefined || second === undefined ? [] : [{ id, times: indices.length, first, second }];
  });
  duplicates.sort((one, other) => one.second - other.second);
  const verdict = duplicates.length > 0 ? "invalid" : completions.length === 0 ? "unknown" : "valid";
  return { verdict, attempted, acknowledged: completions.length, duplicates };
}
