/** A text with blanks, each typed or chosen from a list. What it holds, what a seed draws, and what is shown when. */
import { assert } from "../kernel/assert";
import type { Choice, ExerciseBase, Keyed } from "./exercise-base";
import { keyOf } from "./keys";
import { shuffle } from "./shuffle";

/** A blank that is typed: every text in `accept` is right, the first is shown as the answer. */
export interface TypedBlank {
  readonly id: string;
  readonly kind: "typed";
  readonly accept: readonly string[];
  readonly mistakes: readonly { readonly given: readonly string[]; readonly say: string }[];
}

/** A blank with a list; one entry is right, and every other has words. */
export interface ChosenBlank {
  readonly id: string;
  readonly kind: "chosen";
  readonly choices: readonly { readonly id: string; readonly text: string; readonly right: boolean; readonly say: string | null }[];
}

export type ClozeBlank = TypedBlank | ChosenBlank;

export interface ClozeExercise extends ExerciseBase {
  readonly type: "cloze";
  /** Inline Markdown with [[id]] for each blank; an empty line begins a paragraph. */
  readonly text: string;
  /** In the order of the text. */
  readonly blanks: readonly ClozeBlank[];
}

export interface ClozeVariant {
  readonly type: "cloze";
  readonly seed: string;
  readonly blanks: readonly (Keyed & { readonly choices: readonly Keyed[] })[];
}

/** A piece of the text: words (inline Markdown), or the key of a blank. */
export type ClozePiece = { readonly text: string } | { readonly blank: string };

export interface ClozeView {
  readonly type: "cloze";
  readonly paragraphs: readonly (readonly ClozePiece[])[];
  /** An empty list of choices: to be typed. */
  readonly blanks: readonly { readonly key: string; readonly choices: readonly Choice[] }[];
}

const BLANK = /\[\[([a-z0-9-]+)\]\]/;

/** The ids of the blanks in a text, in their order. */
export const blankIdsIn = (text: string): string[] => [...text.matchAll(new RegExp(BLANK, "g"))].map(([, id]) => id as string);

/** Keys for blanks and choices, and the order in which choices are listed. Blanks stay where the text has them. */
export function drawCloze({ blanks }: ClozeExercise, seed: string): ClozeVariant {
  const keyed = shuffle(blanks, seed, "blank");
  const drawn = blanks.map((blank) => ({
    id: blank.id,
    key: keyOf(blank.id, keyed),
    choices: blank.kind === "chosen" ? shuffle(blank.choices, seed, `choice of ${blank.id}`) : [],
  }));
  return { type: "cloze", seed, blanks: drawn };
}

/** What may be seen before the answer. */
export function clozeView(exercise: ClozeExercise, variant: ClozeVariant): ClozeView {
  const paragraphs = exercise.text.trim().split(/\n\s*\n/).map((paragraph) =>
    // Splitting by a pattern with a group gives words and ids in turn.
    paragraph.split(BLANK).flatMap((piece, index): ClozePiece[] => {
      if (index % 2 === 1) return [{ blank: keyOf(piece, variant.blanks) }];
      return piece === "" ? [] : [{ text: piece.replace(/\s*\n\s*/g, " ") }];
    }),
  );
  const blanks = variant.blanks.map(({ id, key, choices }) => {
    const blank = blankOf(exercise, id);
    const texts = new Map(blank.kind === "chosen" ? blank.choices.map((choice) => [choice.id, choice.text]) : []);
    return { key, choices: choices.map((choice) => ({ key: choice.key, text: texts.get(choice.id) ?? "" })) };
  });
  return { type: "cloze", paragraphs, blanks };
}

/** For each blank its key, the text of the right answer, and what a learner who knows it would send. */
export function clozeAnswers(exercise: ClozeExercise, variant: ClozeVariant): { key: string; text: string; send: string }[] {
  return variant.blanks.map(({ id, key, choices }) => {
    const blank = blankOf(exercise, id);
    if (blank.kind === "typed") return { key, text: blank.accept[0] ?? "", send: blank.accept[0] ?? "" };
    const right = blank.choices.find((choice) => choice.right);
    assert(right !== undefined, `blank ${id} of ${exercise.id} has a right choice`);
    return { key, text: right.text, send: keyOf(right.id, choices) };
  });
}

/** The blank of the file with this id. */
export function blankOf(exercise: ClozeExercise, id: string): ClozeBlank {
  const blank = exercise.blanks.find((candidate) => candidate.id === id);
  assert(blank !== undefined, `${exercise.id} has a blank ${id}`);
  return blank;
}
