/** Keys of maps for JSON values: equal values have equal keys, as jsonKey says, and plain ones cost nothing. */
import type { Json } from "../simulator/message";
import { jsonKey } from "./json-key";

export type Identity = string | number | boolean | null;

/** No text that a history carries begins like this by chance, and one that did would only be mixed up with an object. */
const COMPOUND = "\u0000json:";

export const identity = (value: Json): Identity => (value === null || typeof value !== "object" ? value : COMPOUND + jsonKey(value));

/** Whether two JSON values are equal. */
export const isSame = (one: Json, other: Json): boolean => one === other || identity(one) === identity(other);
