/** E7: a question that can be answered with the options covered. */
import { plainText, textsOf } from "../text";
import { forAllExercises } from "./rule";

const FORBIDDEN = /which of the following|all of the above|none of the above|true or false/i;
const NEGATIVE = /\bwhich (is|are|was|were|does|do|would|can) not\b|\bexcept\b/i;

export const stems = forAllExercises((exercise, path, findings) => {
  for (const { path: inner, text } of textsOf(exercise)) {
    const found = FORBIDDEN.exec(text)?.[0];
    if (found !== undefined) findings.error("E7.stem", [...path, ...inner], `${exercise.id}: "${found}"`, found);
  }
  const negative = NEGATIVE.exec(plainText(exercise.prompt))?.[0];
  if (negative !== undefined) {
    findings.error("E7.stem", [...path, "prompt"], `${exercise.id}: asks for what does not hold ("${negative}")`, negative);
  }
});
