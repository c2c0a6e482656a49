/** A text that is equal for equal values: what lets JSON values be keys. */
import type { Json } from "../simulator/message";

/**
 * Values are equal as in Maelstrom, which compares what the JSON parser gave it: numbers by their value (1 and 1.0 are
 * one number), the number 1 and the text "1" differ, lists by their items, objects whatever the order of their keys.
 */
export function jsonKey(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(jsonKey).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jsonKey(value[key] ?? null)}`).join(",")}}`;
}

/** Array.isArray does not narrow readonly arrays. */
export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
