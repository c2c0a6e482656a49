/** Grading of a hotspot: a wrong part cancels a right one. */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, Mistake, Verdict } from "./exercise";
import { type HotspotExercise, hotspotParts } from "./hotspot";
import { byId, idsOf } from "./keys";

/** max(0, (right parts taken - others taken) / right parts). Each wrong part and, among several, each one left out is named. */
export function gradeHotspot(exercise: HotspotExercise, chosen: readonly string[]): Result<Verdict, AnswerRefusal> {
  if (chosen.length === 0) return err({ code: "nothing-answered", say: "Choose a part of the figure." });
  const parts = hotspotParts(exercise);
  const taken = idsOf(chosen, parts.map(({ id }) => ({ id, key: id })));
  if (!taken.ok) return taken;
  const rightTaken = exercise.right.filter((id) => taken.value.includes(id));
  const wrongTaken = taken.value.filter((id) => !exercise.right.includes(id));
  const named = (id: string) => `\u201c${byId(parts, id).words}\u201d`;
  const wrong = wrongTaken.map((id): Mistake => ({
    about: id,
    keys: [id],
    say: exercise.mistakes.find(({ part }) => part === id)?.say ?? `${named(id)} is not what was asked for.`,
  }));
  const missing = exercise.right.filter((id) => !rightTaken.includes(id)).map((id): Mistake => ({ about: id, keys: [id], say: `${named(id)} belongs to the answer.` }));
  return ok({
    score: Math.max(0, (rightTaken.length - wrongTaken.length) / exercise.right.length),
    parts: { right: rightTaken.length, of: exercise.right.length },
    // Of a single part, what was left out is shown in the figure, and the mistake is the other one.
    mistakes: exercise.right.length === 1 && wrong.length > 0 ? wrong : [...wrong, ...missing],
    taken: taken.value,
    reading: null,
  });
}
