/** From the keys of a variant back to the ids of the file. */
import { assert } from "../kernel/assert";
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, Keyed } from "./exercise-base";

/** The ids that keys stand for; refuses foreign keys and keys that appear twice. */
export function idsOf(keys: readonly string[], keyed: readonly Keyed[]): Result<readonly string[], AnswerRefusal> {
  const ids: string[] = [];
  for (const key of keys) {
    const id = keyed.find((entry) => entry.key === key)?.id;
    if (id === undefined) return err({ code: "unknown-key", say: "The exercise has changed since. Draw a new variant." });
    if (ids.includes(id)) return err({ code: "taken-twice", say: "One of the parts was used twice. Use each part once." });
    ids.push(id);
  }
  return ok(ids);
}

/** The key of an id that the variant is known to hold. */
export function keyOf(id: string, keyed: readonly Keyed[]): string {
  const key = keyed.find((entry) => entry.id === id)?.key;
  assert(key !== undefined, `the variant has a key for ${id}`);
  return key;
}

/** The thing of the file with this id. */
export function byId<T extends { readonly id: string }>(things: readonly T[], id: string): T {
  const found = things.find((thing) => thing.id === id);
  assert(found !== undefined, `the exercise has a part ${id}`);
  return found;
}
