/** Grading of a cloze: each blank counts. */
import { err, ok, type Result } from "../kernel/result";
import { blankOf, type ClozeBlank, type ClozeExercise, type ClozeVariant } from "./cloze";
import type { AnswerRefusal, Mistake, Verdict } from "./exercise";
import { idsOf } from "./keys";
import { sameSpelling } from "./same-spelling";

/**
 * The share of blanks that are right. A blank may be left open; it counts as not right. `filled` maps the key of a
 * blank to the typed text or to the key of the choice.
 */
export function gradeCloze(
  exercise: ClozeExercise,
  variant: ClozeVariant,
  filled: Readonly<Record<string, string>>,
): Result<Verdict, AnswerRefusal> {
  const entries = Object.entries(filled).filter(([, text]) => text.trim() !== "");
  if (entries.length === 0) return err({ code: "nothing-answered", say: "Fill in at least one blank." });
  const known = idsOf(entries.map(([key]) => key), variant.blanks);
  if (!known.ok) return known;
  const given = new Map(entries);
  const taken: string[] = [];
  const mistakes: Mistake[] = [];
  for (const [index, { id, key, choices }] of variant.blanks.entries()) {
    const text = given.get(key);
    if (text === undefined) {
      mistakes.push({ about: `${id}=`, keys: [key], say: `Blank ${index + 1} was left open.` });
      continue;
    }
    const blank = blankOf(exercise, id);
    const chosen = blank.kind === "chosen" ? idsOf([text], choices) : ok([text.trim()]);
    if (!chosen.ok) return chosen;
    const value = chosen.value[0] as string;
    taken.push(`${id}=${value}`);
    const say = faultOf(blank, value, index + 1);
    if (say !== null) mistakes.push({ about: `${id}=${value}`, keys: [key], say });
  }
  const right = variant.blanks.length - mistakes.length;
  return ok({ score: right / variant.blanks.length, parts: { right, of: variant.blanks.length }, mistakes, taken, reading: null });
}

/** Null if the value is right, else the words for it. */
function faultOf(blank: ClozeBlank, value: string, number: number): string | null {
  if (blank.kind === "chosen") {
    const choice = blank.choices.find(({ id }) => id === value);
    if (choice?.right) return null;
    return choice?.say ?? `Blank ${number} holds something else.`;
  }
  if (blank.accept.some((text) => sameSpelling(text, value))) return null;
  const written = blank.mistakes.find(({ given }) => given.some((text) => sameSpelling(text, value)))?.say;
  return written ?? `Blank ${number} holds something else: \u201c${blank.accept[0] ?? ""}\u201d.`;
}
