/** An answer in one's own words: what is asked for, how it is read, and what is shown when. */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, ExerciseBase, Mistake } from "./exercise-base";

/** Lists of stems: one list whose stems all begin words of one sentence is enough. */
type Stems = readonly (readonly string[])[];

interface Claim {
  readonly id: string;
  readonly points: number;
  readonly any: Stems;
  readonly say: string;
}

export interface FreeTextExercise extends ExerciseBase {
  readonly type: "free-text";
  /** What a good answer says; `say` is the idea in a sentence */
  readonly ideas: readonly Claim[];
  /** What costs points where it is claimed; `say` speaks to whoever claimed it */
  readonly forbidden: readonly Claim[];
  /** A good answer, shown afterwards */
  readonly model: string;
  /** How many words are asked for, at least and at most */
  readonly words: readonly [number, number];
}

export interface FreeTextVariant {
  readonly type: "free-text";
  readonly seed: string;
}

export interface FreeTextView {
  readonly type: "free-text";
  readonly words: readonly [number, number];
}

export interface FreeTextAnswers {
  readonly type: "free-text";
  readonly model: string;
}

/** Where a claim was found; null where it was not. */
export interface FoundClaim {
  readonly claim: Claim;
  readonly sentence: string | null;
}

export interface FreeTextReading {
  readonly ideas: readonly FoundClaim[];
  readonly forbidden: readonly FoundClaim[];
}

const SENTENCE_END = /(?<=[.!?;])\s+|\n+/;

/** How many words a text has. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*/gu)?.length ?? 0;

/** Looks for every claim, sentence by sentence. It knows words and no meaning: what it finds is a proposal. */
export function readFreeText({ ideas, forbidden }: FreeTextExercise, text: string): FreeTextReading {
  const sentences = text.split(SENTENCE_END).map((sentence) => sentence.trim()).filter((sentence) => sentence !== "");
  const find = (claim: Claim): FoundClaim => ({ claim, sentence: sentences.find((sentence) => claim.any.some((stems) => hasAll(sentence, stems))) ?? null });
  return { ideas: ideas.map(find), forbidden: forbidden.map(find) };
}

/** Each stem begins a word of the sentence; a stem of several words stands in it as they are. */
function hasAll(sentence: string, stems: readonly string[]): boolean {
  const words = ` ${normal(sentence)}`;
  return stems.every((stem) => words.includes(` ${normal(stem)}`));
}

const normal = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

interface FreeTextVerdict {
  readonly score: number;
  readonly parts: { readonly right: number; readonly of: number };
  readonly mistakes: readonly Mistake[];
  readonly taken: readonly string[];
  readonly reading: null;
}

/** The points of the ideas that were found less those of forbidden claims, as a share of all points, not below 0. */
export function gradeFreeText(exercise: FreeTextExercise, text: string): Result<FreeTextVerdict, AnswerRefusal> {
  if (countWords(text) === 0) return err({ code: "nothing-answered", say: "Write your answer first." });
  const { ideas, forbidden } = readFreeText(exercise, text);
  const points = (claims: readonly FoundClaim[]) => claims.reduce((sum, { claim }) => sum + claim.points, 0);
  const found = ideas.filter(({ sentence }) => sentence !== null);
  const claimed = forbidden.filter(({ sentence }) => sentence !== null);
  const missing = ideas.filter(({ sentence }) => sentence === null);
  return ok({
    score: Math.max(0, (points(found) - points(claimed)) / points(ideas)),
    parts: { right: found.length, of: ideas.length },
    mistakes: [...claimed, ...missing].map(({ claim: { id, say } }) => ({ about: id, keys: [id], say })),
    taken: [...found, ...claimed].map(({ claim }) => claim.id),
    reading: null,
  });
}
