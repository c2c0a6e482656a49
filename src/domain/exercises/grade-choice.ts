/** Grading of mcq (one best answer), scenario (one may be workable) and multi (a wrong tick cancels a right one). */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, ChoiceVariant, McqExercise, Mistake, MultiExercise, Option, ScenarioExercise, Verdict } from "./exercise";
import { byId, idsOf, keyOf } from "./keys";

/** 1 for the right option, 0 for any other. */
export function gradeMcq(exercise: McqExercise, variant: ChoiceVariant, choice: string): Result<Verdict, AnswerRefusal> {
  if (choice === "") return err({ code: "nothing-answered", say: "Choose one option." });
  const taken = idsOf([choice], variant.options);
  if (!taken.ok) return taken;
  const option = byId(exercise.options, taken.value[0] as string);
  return ok({
    score: option.right ? 1 : 0,
    parts: { right: option.right ? 1 : 0, of: 1 },
    mistakes: option.right ? [] : [mistakeAbout(option, variant)],
    taken: taken.value,
    reading: null,
  });
}

/** What the chosen plan is worth: 1, 0.5 or 0. Anything but the best one is answered with its words. */
export function gradeScenario(exercise: ScenarioExercise, variant: ChoiceVariant, choice: string): Result<Verdict, AnswerRefusal> {
  if (choice === "") return err({ code: "nothing-answered", say: "Choose one option." });
  const taken = idsOf([choice], variant.options);
  if (!taken.ok) return taken;
  const { id, score, say } = byId(exercise.options, taken.value[0] as string);
  return ok({
    score,
    parts: { right: score === 1 ? 1 : 0, of: 1 },
    mistakes: score === 1 ? [] : [{ about: id, keys: [choice], say }],
    taken: taken.value,
    reading: null,
  });
}

/** max(0, (right ones taken - others taken) / right ones). Each wrong tick and each right one left out is named. */
export function gradeMulti(
  exercise: MultiExercise,
  variant: ChoiceVariant,
  choices: readonly string[],
): Result<Verdict, AnswerRefusal> {
  if (choices.length === 0) return err({ code: "nothing-answered", say: "Tick at least one option." });
  const taken = idsOf(choices, variant.options);
  if (!taken.ok) return taken;
  const isTaken = ({ id }: Option) => taken.value.includes(id);
  const rightOnes = exercise.options.filter((option) => option.right);
  const rightTaken = rightOnes.filter(isTaken).length;
  const wrongTaken = taken.value.length - rightTaken;
  const misjudged = exercise.options.filter((option) => option.right !== isTaken(option));
  return ok({
    score: Math.max(0, (rightTaken - wrongTaken) / rightOnes.length),
    parts: { right: rightTaken, of: rightOnes.length },
    mistakes: [...misjudged]
      .sort((one, other) => Number(one.right) - Number(other.right))
      .map((option) => mistakeAbout(option, variant)),
    taken: taken.value,
    reading: null,
  });
}

function mistakeAbout(option: Option, variant: ChoiceVariant): Mistake {
  const fallback = option.right ? `\u201c${option.text}\u201d belongs to the answer.` : `\u201c${option.text}\u201d does not fit.`;
  return { about: option.id, keys: [keyOf(option.id, variant.options)], say: option.say ?? fallback };
}
