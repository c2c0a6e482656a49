/** How the day is put into words. */
import type { OverviewOutput } from "@/contracts/today/today";
import { counted, number } from "@/ui/words";

/** Topic titles are lists ("Replication, consistency models and CAP"); where there is little room their first word stands for them. */
export const shortTopic = (title: string): string => title.split(/[,:]/)[0] ?? title;

type Due = Pick<OverviewOutput, "cards" | "exercises">;

/** What the day takes, as its heading. */
export function dayHeading({ cards, exercises }: Due): string {
  const minutes = Math.ceil(cards.minutes + exercises.reduce((sum, exercise) => sum + exercise.minutes, 0));
  if (cardsToday(cards) === 0 && exercises.length === 0) return "Nothing is due today";
  return `${counted(Math.max(minutes, 1), "minute")} today`;
}

/** Cards of today: those that come back and those never seen. */
export const cardsToday = ({ due, fresh }: Pick<Due["cards"], "due" | "fresh">): number => due + fresh;

/** "18 reviews, 6 new · about 11 minutes" */
export function cardsLine({ due, fresh, minutes }: Due["cards"]): string {
  const parts = [due > 0 ? counted(due, "review") : "", fresh > 0 ? `${number(fresh)} new` : ""].filter(Boolean);
  return `${parts.join(", ")} · about ${counted(Math.max(1, Math.ceil(minutes)), "minute")}`;
}

/** Where the axis of recall begins, in per cent: few learners fall below 50, and above it dots are told apart. */
export const recallAxisStart = (recalls: readonly (number | null)[]): 0 | 50 =>
  recalls.some((recall) => recall !== null && recall < 0.5) ? 0 : 50;

/** Days from the first one with reviews on: nobody is counted absent before. Without any, all days. */
export function daysSinceFirst(activity: OverviewOutput["activity"]): OverviewOutput["activity"] {
  const first = activity.findIndex(({ count }) => count > 0);
  return activity.slice(Math.max(first, 0));
}

/** "12 of 13 days": of the days before today, and today once something was done. */
export function studiedDays(activity: OverviewOutput["activity"], today: number): { studied: number; of: number } {
  const countable = activity.filter(({ day, count }) => day !== today || count > 0);
  return { studied: countable.filter(({ count }) => count > 0).length, of: countable.length };
}

/** "tomorrow 31 cards", "nothing tomorrow" */
export const tomorrowWords = (count: number): string => (count === 0 ? "nothing tomorrow" : `tomorrow ${counted(count, "card")}`);
