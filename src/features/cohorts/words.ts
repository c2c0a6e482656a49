/** How flags, times and standings of a cohort are spoken of. */
import type { CohortOverview, Flag, LearnerStanding, MyCohortsOutput } from "@/contracts/cohorts/cohorts";
import {
  BELOW_PREDICTION_REVIEWS_MIN, BELOW_PREDICTION_SHARE, INACTIVE_DAYS, NOT_STARTED_DAYS, OVERDUE_CARDS_MIN, OVERDUE_LOAD_DAYS_MAX, SAME_CAUSE_RUNS,
  SAME_MISTAKE_ANSWERS,
} from "@/domain/cohorts/flags";
import { counted, number, percent } from "@/ui/words";

/** What a flag says of a learner. */
export function flagWords(flag: Flag): string {
  switch (flag.kind) {
    case "not-started":
      return `Joined ${counted(flag.days, "day")} ago and has not started`;
    case "inactive":
      return `No activity for ${counted(flag.days, "day")}`;
    case "lab-stuck":
      return `${flag.lab.title}: ${counted(flag.runs, "run")} in a row, one cause: “${flag.check}” fails`;
    case "overdue":
      return `${counted(flag.cards, "card")} overdue, ${flag.loadDays.toFixed(1)} days of load`;
    case "below-prediction":
      return `Remembers ${percent(flag.observed)} where ${percent(flag.predicted)} was predicted, ${counted(flag.reviews, "review")} in 14 days`;
    case "same-mistake":
      return `${flag.exercise.title}: ${counted(flag.answers, "answer")} in a row with the same mistake`;
  }
}

const RULES: Record<Flag["kind"], string> = {
  "not-started": `${NOT_STARTED_DAYS} days after joining`,
  inactive: `${INACTIVE_DAYS} days`,
  "lab-stuck": `${SAME_CAUSE_RUNS} failed runs, one cause`,
  overdue: `more than ${OVERDUE_LOAD_DAYS_MAX} days, from ${OVERDUE_CARDS_MIN} cards on`,
  "below-prediction": `${BELOW_PREDICTION_SHARE * 100} points below, from ${BELOW_PREDICTION_REVIEWS_MIN} reviews on`,
  "same-mistake": `${SAME_MISTAKE_ANSWERS} answers, one mistake`,
};

/** The rule by which it is raised, with its limit. */
export const ruleWords = ({ kind }: Pick<Flag, "kind">): string => RULES[kind];

const SMALL_NUMBERS = ["Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** "Six of 18 need you today" */
export function needsHeading(learners: readonly Pick<LearnerStanding, "flags">[]): string {
  const needs = learners.filter(({ flags }) => flags.length > 0).length;
  if (learners.length === 0) return "Nobody has joined yet";
  if (needs === 0) return "Nobody needs you today";
  return `${SMALL_NUMBERS[needs] ?? number(needs)} of ${number(learners.length)} ${needs === 1 ? "needs" : "need"} you today`;
}

/** "11 on track, 1 finished" */
export function restWords(learners: CohortOverview["learners"]): string {
  const finished = learners.filter(({ finishedAt }) => finishedAt !== null).length;
  const onTrack = learners.filter(({ flags, finishedAt }) => flags.length === 0 && finishedAt === null).length;
  return `${number(onTrack)} on track${finished === 0 ? "" : `, ${number(finished)} finished`}`;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** "3 hours ago", "16 days ago" */
export function agoWords(at: number, now: number): string {
  const ms = Math.max(0, now - at);
  if (ms < HOUR_MS) return "within the hour";
  if (ms < DAY_MS) return `${counted(Math.floor(ms / HOUR_MS), "hour")} ago`;
  return `${counted(Math.floor(ms / DAY_MS), "day")} ago`;
}

export const activeWords = (lastActiveAt: number | null, now: number): string => (lastActiveAt === null ? "never" : agoWords(lastActiveAt, now));

const LOOKS: Record<MyCohortsOutput["looks"][number]["kind"], string> = {
  learner: "opened the page about you",
  run: "read a run of yours",
  recording: "stepped through a run of yours",
  attempt: "read an answer of yours",
  export: "downloaded the cohort’s figures, yours among them",
};

/** "Ines Carvalho read a run of yours: Unique ids" */
export const lookWords = ({ by, kind, about }: Pick<MyCohortsOutput["looks"][number], "by" | "kind" | "about">): string =>
  `${by ?? "Somebody whose account is gone"} ${LOOKS[kind]}${about === null ? "" : `: ${about}`}`;

/** The letters in a learner's disc. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
