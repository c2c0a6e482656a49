/**
 * Fractional indices as Excalidraw keeps them (David Greenspan, "Implementing Fractional Indexing"; the package
 * fractional-indexing of rocicorp): base 62, an integer part whose first character says how long it is, then a fraction.
 * One that is malformed makes Excalidraw throw, so none gets onto a board.
 */

export const INDEX_CHARS_MAX = 64;
const DIGITS = /^[0-9A-Za-z]+$/;
/** The lowest integer: nothing could stand before it. */
const LOWEST_INTEGER = `A${"0".repeat(26)}`;

/** "a" begins an integer part of two characters, "z" of 27; "Z" of two, "A" of 27. Null: it begins none. */
function integerLength(head: string): number | null {
  if (head >= "a" && head <= "z") return head.charCodeAt(0) - "a".charCodeAt(0) + 2;
  if (head >= "A" && head <= "Z") return "Z".charCodeAt(0) - head.charCodeAt(0) + 2;
  return null;
}

/** True for an index that an element can have, and that there is room before and behind. */
export function isFractionalIndex(text: string): boolean {
  if (text.length > INDEX_CHARS_MAX || !DIGITS.test(text) || text === LOWEST_INTEGER) return false;
  const length = integerLength(text.charAt(0));
  if (length === null || text.length < length) return false;
  return text.length === length || !text.endsWith("0");
}
