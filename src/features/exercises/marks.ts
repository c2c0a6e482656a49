/** From a graded answer to what is said of each of its parts. Every mark has words beside its colour and shape. */
import type { AnswerKey } from "@/contracts/exercises/exercises";
import { requiredPairs } from "@/domain/exercises/order-pairs";

export interface Mark {
  /** null: nothing to say, the part was rightly left alone */
  readonly kind: "pass" | "fail" | null;
  readonly word: string;
}

const NONE: Mark = { kind: null, word: "" };

/** One option of an mcq or multi. */
export function markOption(type: "mcq" | "multi", isRight: boolean, isTaken: boolean): Mark {
  if (isTaken) return isRight ? { kind: "pass", word: "Yours, right" } : { kind: "fail", word: "Yours, not right" };
  if (!isRight) return NONE;
  return type === "mcq" ? { kind: "pass", word: "The answer" } : { kind: "fail", word: "Belongs too, left out" };
}

/** One part of a figure, of which one or several are right. */
export const markPart = (several: boolean, isRight: boolean, isTaken: boolean): Mark => markOption(several ? "multi" : "mcq", isRight, isTaken);

/** One plan of a scenario, taken or not. */
export function markPlan(score: number, isTaken: boolean): Mark {
  const word = score === 1 ? "The best plan" : score > 0 ? "Workable, half credit" : "Not here";
  if (isTaken) return { kind: score === 1 ? "pass" : "fail", word: `Yours. ${word}` };
  return { kind: score === 1 ? "pass" : null, word };
}

/** One cell of a trace. */
export function markCell({ givenText, credit, follows }: Extract<AnswerKey, { type: "trace" }>["cells"][number]): { kind: "pass" | "fail"; word: string } {
  if (credit === 1) return { kind: "pass", word: "Yours, right:" };
  if (givenText === null) return { kind: "fail", word: "Left open." };
  if (follows) return { kind: "fail", word: "Yours, half credit, since it follows from a cell before:" };
  return { kind: "fail", word: credit > 0 ? "Yours, near:" : "Yours, not right:" };
}

/** Each item of an order in the learner's sequence: it fails if it stands on the wrong side of any item that it is tied to. */
export function markSequence(sequence: readonly string[], key: Extract<AnswerKey, { type: "order" }>): Mark[] {
  const pairs = requiredPairs(key.before);
  const placeOf = new Map(sequence.map((item, place) => [item, place]));
  const isReversed = (first: string, second: string) => {
    const [one, other] = [placeOf.get(first), placeOf.get(second)];
    return one !== undefined && other !== undefined && one > other;
  };
  return sequence.map((item) => {
    if (key.unused.includes(item)) return { kind: "fail", word: "Does not belong" };
    const early = pairs.some(([first, second]) => second === item && isReversed(first, second));
    const late = pairs.some(([first, second]) => first === item && isReversed(first, second));
    if (early && late) return { kind: "fail", word: "Out of place" };
    if (early) return { kind: "fail", word: "Too early" };
    return late ? { kind: "fail", word: "Too late" } : { kind: "pass", word: "In place" };
  });
}

/** What was put aside or left out. */
export const markAside = (item: string, key: Extract<AnswerKey, { type: "order" }>): Mark =>
  key.unused.includes(item) ? { kind: "pass", word: "Rightly put aside" } : { kind: "fail", word: "Belongs to the order" };
