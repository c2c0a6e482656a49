/** Figures of one item from the first answers to it. Pure: who counts is decided before. SPEC.md: I5 to I10. */
import { meanOf, type Share, shareOf } from "../../kernel/statistics";
import { type ParameterFacility, parametersThatMatter, type ParameterValue } from "./parameter-facility";

/** Below it nothing is told, since one learner more would tell another story. */
export const LEARNERS_MIN = 20;
/** Below it each figure comes with a warning. */
export const LEARNERS_SURE = 100;
/** Kelley 1939: the share at which upper and lower group differ most surely. */
const GROUP_SHARE = 0.27;
/** A sum of squares below it is rounding. */
export const NO_SPREAD = 1e-12;

/** One learner's first answer. */
export interface ItemAnswer {
  readonly learnerId: string;
  /** 0..1 */
  readonly score: number;
  /** The mean score in the other items of the use; null: too few of them. */
  readonly rest: number | null;
  /** What the named mistakes are about, the same over variants. */
  readonly roads: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Learners of each ability group. */
export interface ByGroup {
  readonly lower: number;
  readonly middle: number;
  readonly upper: number;
}

export interface RoadCount {
  readonly about: string;
  /** Of all answers, also of learners without a rest. */
  readonly all: number;
  /** Null where there are no groups. */
  readonly groups: ByGroup | null;
}

export interface ItemFigures {
  readonly facility: Share;
  /** Item against rest, -1..1. */
  readonly discrimination: number | null;
  /** Facility of the upper group less that of the lower. */
  readonly upperLower: number | null;
  readonly groupSizes: ByGroup | null;
  /** Most taken first; RIGHT and OTHER_WRONG are among them. */
  readonly roads: readonly RoadCount[];
  readonly parameters: readonly ParameterFacility[];
}

/** Roads that no file names. */
export const RIGHT = "(right)";
export const OTHER_WRONG = "(other)";
/** Of those who were through and gave no answer. */
export const LEFT_OPEN = "(open)";

/** Null: too few learners. */
export function itemFigures(answers: readonly ItemAnswer[]): ItemFigures | null {
  const facility = shareOf(answers.reduce((sum, { score }) => sum + score, 0), answers.length);
  if (facility === null || answers.length < LEARNERS_MIN) return null;
  const groups = abilityGroups(answers);
  return {
    facility,
    discrimination: discriminationOf(answers),
    upperLower: groups === null ? null : (meanScore(groups.upper) ?? 0) - (meanScore(groups.lower) ?? 0),
    groupSizes: groups === null ? null : { lower: groups.lower.length, middle: groups.middle.length, upper: groups.upper.length },
    roads: countRoads(answers, groups),
    parameters: parametersThatMatter(answers),
  };
}

const meanScore = (answers: readonly ItemAnswer[]): number | null => meanOf(answers.map(({ score }) => score));

type Placed = ItemAnswer & { readonly rest: number };

const placedOf = (answers: readonly ItemAnswer[]): Placed[] => answers.filter((answer): answer is Placed => answer.rest !== null);

function discriminationOf(answers: readonly ItemAnswer[]): number | null {
  const placed = placedOf(answers);
  return placed.length < LEARNERS_MIN ? null : correlation(placed.map(({ score, rest }) => [score, rest]));
}

/** Pearson's r; null where one side does not vary. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [meanX, meanY] = [meanOf(pairs.map(([x]) => x)) ?? 0, meanOf(pairs.map(([, y]) => y)) ?? 0];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  if (xx < NO_SPREAD || yy < NO_SPREAD) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

export interface Groups {
  readonly lower: readonly ItemAnswer[];
  readonly middle: readonly ItemAnswer[];
  readonly upper: readonly ItemAnswer[];
}

/** Null: too few learners have a rest. */
export function abilityGroups(answers: readonly ItemAnswer[]): Groups | null {
  const placed = placedOf(answers).sort((a, b) => a.rest - b.rest || (a.learnerId < b.learnerId ? -1 : 1));
  if (placed.length < LEARNERS_MIN) return null;
  const size = Math.max(1, Math.round(placed.length * GROUP_SHARE));
  return { lower: placed.slice(0, size), middle: placed.slice(size, -size), upper: placed.slice(-size) };
}

/** The roads of an answer, each once. */
const roadsOf = ({ score, roads }: ItemAnswer): string[] => (score >= 1 ? [RIGHT] : roads.length === 0 ? [OTHER_WRONG] : [...new Set(roads)]);

function countRoads(answers: readonly ItemAnswer[], groups: Groups | null): RoadCount[] {
  const all = tally(answers);
  const [lower, middle, upper] = [tally(groups?.lower ?? []), tally(groups?.middle ?? []), tally(groups?.upper ?? [])];
  const of = (about: string): ByGroup => ({ lower: lower.get(about) ?? 0, middle: middle.get(about) ?? 0, upper: upper.get(about) ?? 0 });
  return [...all]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([about, count]) => ({ about, all: count, groups: groups === null ? null : of(about) }));
}

function tally(answers: readonly ItemAnswer[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const road of answers.flatMap(roadsOf)) counts.set(road, (counts.get(road) ?? 0) + 1);
  return counts;
}
