/** What somebody types, as a question to the index. */
import { editDistance } from "@/domain/today/edit-distance";
import { searchWords, WORD_MIN } from "../catalog/search-words";
import type { NearWord } from "./search-store";

/** Letters that may be wrong: one in a short word, two in a long one. */
const LONG_WORD = 7;
const MISTAKES_MAX = { short: 1, long: 2 } as const;
const CORRECTIONS_MAX = 4;

/** How many letters of a word may be wrong. */
export const mistakesIn = (word: string): number => (word.length >= LONG_WORD ? MISTAKES_MAX.long : MISTAKES_MAX.short);

/** The words that were most probably meant: the fewest wrong letters, then those that stand in most entries. */
export function correctionsOf(word: string, near: readonly NearWord[]): string[] {
  if (word.length < WORD_MIN) return [];
  const max = mistakesIn(word);
  const apart = near.map((each) => ({ ...each, distance: editDistance(word, each.word, max) })).filter(({ distance }) => distance <= max);
  const least = Math.min(...apart.map(({ distance }) => distance));
  return apart
    .filter(({ distance }) => distance === least)
    .sort((one, other) => other.entries - one.entries || (one.word < other.word ? -1 : 1))
    .slice(0, CORRECTIONS_MAX)
    .map(({ word: meant }) => meant);
}

/**
 * A tsquery: all words (or, `any` of them), each as the beginning of a word or as what was meant by it; or all of them
 * written in one, as in "time out" for timeout. Null without a word.
 */
export function tsqueryOf(query: string, meant: ReadonlyMap<string, readonly string[]> = new Map(), how: "all" | "any" = "all"): string | null {
  const words = searchWords(query);
  if (words.length === 0) return null;
  const terms = words.map((word) => {
    const corrections = meant.get(word) ?? [];
    return corrections.length === 0 ? `${word}:*` : `(${corrections.join(" | ")})`;
  });
  const joined = terms.join(how === "all" ? " & " : " | ");
  return words.length === 1 ? joined : `(${joined}) | ${words.join("")}:*`;
}
