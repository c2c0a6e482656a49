/** E20: hints are short, and none of them gives the answer. */
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import { drawVariant } from "@/domain/exercises/draw-variant";
import { formatNumber } from "@/domain/exercises/format-number";
import { readFreeText } from "@/domain/exercises/free-text";
import { hintsOf } from "@/domain/exercises/hints";
import { wordsOf } from "../text";
import { toExercise, toNumericExercise } from "../to-exercise";
import { forAllExercises, repeated } from "./rule";

const HINT = [20, 200] as const;
/** Enough to meet a number that a hint prints with the answer of some variants. */
const SEEDS = 100;

export const hints = forAllExercises((written, path, findings) => {
  const { id, hints: texts = [] } = written;
  texts.forEach((hint, index) => {
    const field = [...path, "hints", index];
    findings.length("E20.length", field, `${id} hint`, hint, HINT);
    const given = answersIn(written, hint, index);
    if (given !== null) findings.error("E20.answer", field, `${id}: the hint gives the answer "${given}"`);
  });
  for (const twice of repeated(texts)) findings.error("E20.twice", [...path, "hints"], `${id}: two hints say "${twice}"`);
});

/** What of the answer a hint says; null: nothing that can be seen by machine. */
function answersIn(written: ExerciseFile, hint: string, index: number): string | null {
  const said = ` ${wordsOf(hint).join(" ")} `;
  const isSaid = (text: string) => said.includes(` ${wordsOf(text).join(" ")} `);
  switch (written.type) {
    case "mcq":
    case "multi":
      return written.options.find(({ right, text }) => right === true && isSaid(text))?.text ?? null;
    case "scenario":
      return written.options.find(({ score, text }) => score === 1 && isSaid(text))?.text ?? null;
    case "cloze":
      return Object.values(written.blanks).flatMap((blank) => ("accept" in blank ? blank.accept : blank.choices.filter(({ right }) => right).map(({ text }) => text))).find(isSaid) ?? null;
    case "free-text": {
      const exercise = toExercise(written);
      return exercise.type === "free-text" ? (readFreeText(exercise, hint).ideas.find(({ sentence }) => sentence !== null)?.claim.id ?? null) : null;
    }
    case "numeric":
      return numberIn(written, index);
    default:
      return null;
  }
}

/** The answer of a variant that its hint prints: what is given may be named, what comes out may not. */
function numberIn(written: Extract<ExerciseFile, { type: "numeric" }>, index: number): string | null {
  const exercise = toNumericExercise(written);
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const drawn = drawVariant(exercise, String(seed));
    // The rule on numbers names what keeps a variant from being drawn.
    if (!drawn.ok) return null;
    const { truth, values } = drawn.value;
    const printed: readonly string[] = hintsOf(exercise, drawn.value)[index]?.match(/\d[\d,.]*\d|\d/g) ?? [];
    const isGiven = Object.keys(exercise.draw).some((name) => values[name] === truth);
    if (!isGiven && printed.includes(formatNumber(truth))) return formatNumber(truth);
  }
  return null;
}
