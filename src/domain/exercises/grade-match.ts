/** Grading of a match: each pair counts. */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, MatchExercise, MatchVariant, Mistake, Verdict } from "./exercise";
import { byId, idsOf, keyOf } from "./keys";

/** The share of left sides that were joined to their partner. A left side may be left open; it counts as not right. */
export function gradeMatch(
  exercise: MatchExercise,
  variant: MatchVariant,
  pairs: Readonly<Record<string, string>>,
): Result<Verdict, AnswerRefusal> {
  const joined = Object.entries(pairs);
  if (joined.length === 0) return err({ code: "nothing-answered", say: "Join at least one pair." });
  const lefts = idsOf(joined.map(([left]) => left), variant.left);
  if (!lefts.ok) return lefts;
  const rights = idsOf([...new Set(Object.values(pairs))], variant.right);
  if (!rights.ok) return rights;
  const rightIdOf = new Map(variant.right.map(({ key, id }) => [key, id]));
  const taken = lefts.value.map((left, at) => [left, rightIdOf.get(joined[at]?.[1] as string) as string] as const);
  const wrong = taken.filter(([left, right]) => exercise.pairs[left] !== right);
  const rightCount = taken.length - wrong.length;
  return ok({
    score: rightCount / exercise.left.length,
    parts: { right: rightCount, of: exercise.left.length },
    mistakes: [
      ...wrong.map(([left, right]) => mistakeAbout(exercise, variant, left, right)),
      ...exercise.left.filter(({ id }) => !lefts.value.includes(id)).map(({ id, text }) => ({
        about: id,
        keys: [keyOf(id, variant.left)],
        say: `\u201c${text}\u201d was left without a partner.`,
      })),
    ],
    taken: taken.map(([left, right]) => `${left}>${right}`),
    reading: null,
  });
}

/** The words of the file for this pair, else those of the decoy, else where the right side belongs. */
function mistakeAbout(exercise: MatchExercise, variant: MatchVariant, left: string, right: string): Mistake {
  const chosen = byId(exercise.right, right);
  const written = exercise.mistakes.find((mistake) => mistake.left === left && mistake.right === right)?.say;
  const owners = exercise.left.filter(({ id }) => exercise.pairs[id] === right).map(({ text }) => `\u201c${text}\u201d`);
  const plain = `\u201c${chosen.text}\u201d belongs with ${owners.join(" and ") || "nothing here"}.`;
  return {
    about: `${left}>${right}`,
    keys: [keyOf(left, variant.left), keyOf(right, variant.right)],
    say: written ?? chosen.say ?? plain,
  };
}
