/** How exercises are spoken of on screen. */
import type { ExerciseSummary, ExerciseType, Standing } from "@/contracts/exercises/exercises";

export const TYPE_WORDS: Record<ExerciseType, string> = {
  mcq: "One answer",
  multi: "Several answers",
  order: "Order",
  match: "Match",
  numeric: "Number",
  cloze: "Blanks",
  scenario: "Case",
  trace: "Trace",
  diagram: "Drawing",
  hotspot: "In a figure",
  "free-text": "Own words",
};

export const STANDING_WORDS: Record<Standing, string> = { open: "Open", missed: "Missed", right: "Right" };

/** What each step of difficulty forecasts: how many get it right at first sight. */
const FORECASTS = ["9 in 10", "3 in 4", "1 in 2", "1 in 3", "1 in 6"] as const;

/** "3 in 4" for difficulty 2. */
export const forecastOf = ({ difficulty }: Pick<ExerciseSummary, "difficulty">): string =>
  FORECASTS[Math.min(Math.max(difficulty, 1), FORECASTS.length) - 1] as string;
