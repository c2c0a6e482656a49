/** E19: parts that the figure holds, of which some are right and others are not. */
import { partsOf } from "@/domain/exercises/figure-parts";
import { forEachExercise, repeated } from "./rule";

const PARTS = [3, 14] as const;
const MISTAKES_MIN = 2;

export const hotspot = forEachExercise(["hotspot"], ({ id, figure, among, right, mistakes }, path, findings) => {
  const bad = (field: readonly (string | number)[], message: string) => findings.error("E19.parts", [...path, ...field], `${id}: ${message}`);
  const parts = partsOf(figure, among).map((part) => part.id);
  if (parts.length < PARTS[0] || parts.length > PARTS[1]) return bad(["among"], `the figure has ${parts.length} ${among}, allowed ${PARTS.join("-")}`);
  for (const twice of repeated(parts)) bad(["figure"], `two of the ${among} are called ${twice}`);
  for (const part of right) if (!parts.includes(part)) bad(["right"], `the figure has no ${part} among its ${among}`);
  for (const twice of repeated(right)) bad(["right"], `${twice} is right twice`);
  if (new Set(right).size >= parts.length) bad(["right"], "all parts are right, so there is nothing to choose");
  if (mistakes.length < Math.min(MISTAKES_MIN, parts.length - right.length)) bad(["mistakes"], `words for ${mistakes.length} wrong parts, at least ${MISTAKES_MIN} are asked for`);
  for (const [index, { part }] of mistakes.entries()) {
    if (!parts.includes(part)) bad(["mistakes", index], `the figure has no ${part} among its ${among}`);
    if (right.includes(part)) bad(["mistakes", index], `${part} is right and called a mistake`);
  }
});
