import type { AnswerKey } from "@/contracts/exercises/exercises";
import type { LandingOutput } from "@/contracts/today/landing";

/** From here on a wrong answer is so many times off that the line needs steps that are factors. */
const FACTOR_MIN = 5;

/** The sample exercise's wrong and right answer, as practice draws them on its number line. */
export function numberLineOf({ value, valueText, unit, from, to, given, givenText }: LandingOutput["exercise"]): Extract<AnswerKey, { type: "numeric" }> {
  const isFar = Math.min(value, given, from) > 0 && Math.max(value, given) / Math.min(value, given) > FACTOR_MIN;
  return { type: "numeric", value, valueText, unit, from, to, given, givenText, readingText: null, scale: isFar ? "log" : "linear" };
}
