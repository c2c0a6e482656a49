/** How figures of items are spoken of. */
import type { ContentItemsInput, Finding, ItemSummary, Use } from "@/contracts/cohorts/items";
import { LEARNERS_MIN, LEARNERS_SURE } from "@/domain/exercises/statistics/item-figures";
import { counted, percent } from "@/ui/words";

export const FINDING_WORDS: Record<Finding, string> = {
  negative: "Negative discrimination",
  "too-easy": "Too easy",
  "too-hard": "Too hard",
  "off-forecast": "Off its forecast",
  "unused-distractor": "Distractor nobody takes",
};

/** What a finding means, and what to do about it. */
export const FINDING_ADVICE: Record<Finding, string> = {
  negative: "Those who do well elsewhere fail here more often. Look at the key first, then for a trap in the words.",
  "too-easy": "More than 95% are right: it tells nobody apart. Keep it as a warm-up, or ask for more.",
  "too-hard": "Fewer than 5% are right. Look at the key, and at whether the note teaches what is asked.",
  "off-forecast": "It is two steps or more away from the difficulty in its file. Correct the file, or find out what makes it so.",
  "unused-distractor": "A wrong road that is there to be taken, and that nobody took. Write one that tempts, or leave it out.",
};

export const USE_WORDS: Record<Use, string> = { practice: "Practice", assigned: "Assignments" };

/** "-0.12", "0.40" */
export const signed = (value: number | null): string => (value === null ? "–" : value.toFixed(2).replace("-", "−"));

/** Bounds that lie within the hundred. */
export const boundsWords = ({ low, high }: { low: number; high: number }): string => `${percent(low)} to ${percent(high)}`;

/** What is to be said of few learners; null: there are enough. */
export function fewWords(learners: number): string | null {
  if (learners < LEARNERS_MIN) return `${counted(learners, "learner")} of the ${LEARNERS_MIN} that figures need: one more could turn them round.`;
  if (learners < LEARNERS_SURE) return `Few learners: below ${LEARNERS_SURE} figures are rough. Look at an item before you trust one.`;
  return null;
}

/** "3, forecast 2" */
export const stepWords = ({ difficulty, figures }: Pick<ItemSummary, "difficulty" | "figures">): string => (figures === null ? "–" : figures.observed === difficulty ? `${difficulty}, as forecast` : `${figures.observed}, forecast ${difficulty}`);

/** The address of all items in a use, narrowed by a finding. */
export function itemsHref({ use, finding }: ContentItemsInput): string {
  return `/teach/items?${new URLSearchParams({ use, ...(finding === undefined ? {} : { finding }) }).toString()}`;
}

export const itemHref = (exerciseId: string, use: Use): string => `/teach/items/${exerciseId}?use=${use}`;
