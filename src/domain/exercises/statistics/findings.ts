/** What figures say of an item that somebody should look at. SPEC.md: I13 to I15. */
import type { ItemFigures } from "./item-figures";

export const FINDINGS = ["negative", "too-easy", "too-hard", "off-forecast", "unused-distractor"] as const;
export type Finding = (typeof FINDINGS)[number];

const TOO_EASY = 0.95;
const TOO_HARD = 0.05;
const STEPS_OFF = 2;

/** Shares right at first sight that difficulties 1 to 5 forecast. */
const FORECAST = [9 / 10, 3 / 4, 1 / 2, 1 / 3, 1 / 6];

/** The difficulty whose forecast is the nearest; of two that are as near the easier one. */
export function observedDifficulty(facility: number): number {
  const off = FORECAST.map((share) => Math.abs(share - facility));
  return off.indexOf(Math.min(...off)) + 1;
}

interface Written {
  /** Of the file. */
  readonly difficulty: number;
  /** Wrong roads that the file or its generator names. */
  readonly distractors: readonly string[];
}

export function findingsOf({ facility, discrimination, roads }: ItemFigures, { difficulty, distractors }: Written): Finding[] {
  const taken = new Set(roads.map(({ about }) => about));
  const holds: Record<Finding, boolean> = {
    negative: discrimination !== null && discrimination < 0,
    "too-easy": facility.share > TOO_EASY,
    "too-hard": facility.share < TOO_HARD,
    "off-forecast": Math.abs(observedDifficulty(facility.share) - difficulty) >= STEPS_OFF,
    "unused-distractor": distractors.some((about) => !taken.has(about)),
  };
  return FINDINGS.filter((finding) => holds[finding]);
}
