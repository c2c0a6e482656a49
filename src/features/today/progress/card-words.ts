/** Why a card comes when it comes, in sentences. */
import type { CardHistoryOutput } from "@/contracts/review/review";
import { counted, percent } from "@/ui/words";

type LogEntry = CardHistoryOutput["log"][number];

export const RATING_WORDS: Record<NonNullable<LogEntry["rating"]>, string> = { again: "Again", hard: "Hard", good: "Good", easy: "Easy" };

const KIND_WORDS: Record<LogEntry["kind"], string> = {
  reviewed: "Answered",
  undone: "Undo",
  "brought-forward": "Brought forward",
  suspended: "Suspended",
  resumed: "Resumed",
  buried: "Put aside until the next day",
};

/** "Good", "Suspended": what a line of the log did. */
export const entryWords = ({ kind, rating }: LogEntry): string => (rating === null ? KIND_WORDS[kind] : RATING_WORDS[rating]);

/** "12.4 days", "1 day" */
export const daysWords = (days: number): string => `${Math.round(days * 10) / 10} ${Math.round(days * 10) === 10 ? "day" : "days"}`;

const DAY_MS = 86_400_000;

/** The answers that count, oldest first. */
const answersThatCount = ({ log }: Pick<CardHistoryOutput, "log">): LogEntry[] => log.filter(({ kind, undone }) => kind === "reviewed" && !undone);

/** Study days from the last answer to the due day, which begins at `dueAt`; null while the card waits in minutes or was never answered. */
export function daysToDue(history: Pick<CardHistoryOutput, "log" | "dueAt" | "state">): number | null {
  const last = answersThatCount(history).at(-1);
  if (last === undefined || history.dueAt === null || history.state !== "review") return null;
  return Math.max(0, Math.ceil((history.dueAt - last.at) / DAY_MS));
}

/** Sentences that lead from the log to the due day. */
export function whyTheseDays(history: CardHistoryOutput): string[] {
  const { state, suspended, stabilityDays, desiredRetention, log } = history;
  const answers = answersThatCount(history);
  const last = answers.at(-1);
  const forward = log.filter(({ kind, at }) => kind === "brought-forward" && (last === undefined || at >= last.at)).at(-1);
  const sentences: string[] = [];
  if (last === undefined || stabilityDays === null) {
    sentences.push("You have not answered this card yet. Your first answer sets its first days.");
  } else if (state === "review") {
    sentences.push(`${counted(answers.length, "answer")} so far, the last one ${entryWords(last)}. From them the model estimates that recall stays above 90% for ${daysWords(stabilityDays)}: the stability of this card.`);
    if (!suspended) sentences.push(dueSentence(daysToDue(history), desiredRetention, forward !== undefined));
  } else {
    sentences.push("It is in steps, which are counted in minutes. Once they are passed, days begin.");
  }
  if (forward?.reason) sentences.push(`${forward.reason.replace(/\.$/, "")}, so it comes earlier. That changes the day, not the estimate.`);
  if (suspended) sentences.push("It is suspended: it does not come back until you resume it.");
  return sentences;
}

function dueSentence(days: number | null, retention: number, broughtForward: boolean): string {
  const wanted = `You want to be asked at ${percent(retention)}`;
  return days === null || broughtForward ? `${wanted}.` : `${wanted}, so it comes back ${counted(days, "day")} after the last answer.`;
}

/** Where a falling curve passes a recall, in days, between its points; null beyond its end. */
export function dayAtRecall(curve: CardHistoryOutput["curve"], recall: number): number | null {
  const next = curve.findIndex((point) => point.recall <= recall);
  const [before, after] = [curve[next - 1], curve[next]];
  if (after === undefined) return null;
  if (before === undefined || before.recall === after.recall) return after.day;
  return before.day + ((before.recall - recall) / (before.recall - after.recall)) * (after.day - before.day);
}
