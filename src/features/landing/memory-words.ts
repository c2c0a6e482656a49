/** What the picture of a memory says, in words. */
import type { LandingOutput } from "@/contracts/today/landing";
import { counted, percent } from "@/ui/words";

type Memory = LandingOutput["memory"];
type Review = Memory["reviews"][number];

export const RATING_WORDS: Record<Review["rating"], string> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };

/** "Good at 91%, back in 11 days": one review as a line of the list. */
export function reviewWords({ rating, recallBefore, words }: Review): string {
  const at = recallBefore === null ? "met for the first time" : `recall had fallen to ${percent(recallBefore)}`;
  return `${RATING_WORDS[rating]}: ${at}, ${words}.`;
}

/** What the picture comes to: reviewed against never seen again, on the last day. */
export function memoryFinding({ curve, unreviewed, reviews }: Memory): string {
  const [kept, lost] = [curve.at(-1), unreviewed.at(-1)];
  if (kept === undefined || lost === undefined) return "";
  return `After ${counted(Math.round(kept.day), "day")} and ${counted(reviews.length, "answer")} recall is ${percent(kept.recall)}; without coming back it would be ${percent(lost.recall)}.`;
}
