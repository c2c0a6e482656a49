/** Words that only graders, generators and answer keys hold, and whether they stand in a text. */
import type { Exercise } from "@/domain/exercises/exercise";
import { generators } from "@/domain/exercises/generators/registry";
import { secretsOf } from "./exercise-secrets";

/** A shorter run of words may stand anywhere by chance. */
const TELLING_MIN = 30;
/** A run is looked up by its beginning. */
const KEY_LENGTH = 16;

/** The longest stretch of a text that stands in a bundle as it stands here: without what is escaped or rendered. */
function tellingRun(text: string): string | null {
  const longest = (text.match(/[A-Za-z0-9 ,.;:()-]+/g) ?? []).map((run) => run.trim()).reduce((one, other) => (other.length > one.length ? other : one), "");
  return longest.length < TELLING_MIN ? null : longest;
}

/** A name of a generator that is no ordinary word: "raft-truncation". */
const NAME_MIN = KEY_LENGTH;

/** What mutants say, and the names of the generators: both come along with an oracle. */
export const generatorWords = (): string[] =>
  [...generators.values()].flatMap(({ name, mutants }) => [...(name.length < NAME_MIN ? [] : [name]), ...Object.values(mutants).flatMap(({ say }) => tellingRun(say) ?? [])]);

/** What graders say to whoever forgot something: they have no business in a browser either. */
export const GRADER_WORDS: readonly string[] = ["was left without a partner", "is missing from your order", "Put at least two items in order", "This drawing cannot be read", "is not what was asked for"];

/** What is said of an exercise only after its answer. */
export const keyWords = (exercises: readonly Exercise[]): string[] => [...new Set(exercises.flatMap(secretsOf).flatMap((text) => tellingRun(text) ?? []))];

/** Those of the words that stand in the text. */
export function found(text: string, words: readonly string[]): string[] {
  const byKey = new Map<string, string[]>();
  for (const word of words) byKey.set(word.slice(0, KEY_LENGTH), [...(byKey.get(word.slice(0, KEY_LENGTH)) ?? []), word]);
  const seen = new Set<string>();
  for (let at = 0; at + KEY_LENGTH <= text.length; at += 1) {
    for (const word of byKey.get(text.slice(at, at + KEY_LENGTH)) ?? []) if (text.startsWith(word, at)) seen.add(word);
  }
  return [...seen];
}
