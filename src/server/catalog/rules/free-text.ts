/** E14: what the model answer says is found in it, and nothing that costs points. */
import { countWords, readFreeText } from "@/domain/exercises/free-text";
import { FREE_TEXT_WORDS, toExercise } from "../to-exercise";
import { forEachExercise, repeated } from "./rule";

const IDEAS = [2, 6] as const;

export const freeText = forEachExercise(["free-text"], (written, path, findings) => {
  const { id, ideas, forbidden = [], model } = written;
  const bad = (field: readonly (string | number)[], message: string) => findings.error("E14.model", [...path, ...field], `${id}: ${message}`);
  if (ideas.length < IDEAS[0] || ideas.length > IDEAS[1]) bad(["ideas"], `${ideas.length} ideas, allowed ${IDEAS.join("-")}`);
  for (const twice of repeated([...ideas, ...forbidden].map((claim) => claim.id))) bad(["ideas"], `two claims are called ${twice}`);
  const exercise = toExercise(written);
  if (exercise.type !== "free-text") return;
  const reading = readFreeText(exercise, model);
  for (const { claim, sentence } of reading.ideas) if (sentence === null) bad(["model"], `the model answer lacks the idea ${claim.id}`);
  for (const { claim, sentence } of reading.forbidden) if (sentence !== null) bad(["model"], `the model answer claims ${claim.id}`);
  const count = countWords(model);
  const [min, max] = FREE_TEXT_WORDS;
  if (count < min || count > max) bad(["model"], `the model answer has ${count} words, and ${min}-${max} are asked for`);
});
