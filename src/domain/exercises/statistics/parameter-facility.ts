/** Facility by the value of what a variant drew. SPEC.md: I10. */
import { type Share, shareOf } from "../../kernel/statistics";

export type ParameterValue = number | string;

interface Drawn {
  readonly score: number;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export interface ParameterFacility {
  readonly name: string;
  /** In the order of the values. */
  readonly parts: readonly { readonly from: ParameterValue; readonly to: ParameterValue; readonly facility: Share }[];
}

const PARTS_MAX = 4;
const ANSWERS_MIN = 10;

/** The parameters whose easiest and hardest values differ beyond chance, each with its facilities. */
export function parametersThatMatter(answers: readonly Drawn[]): ParameterFacility[] {
  const names = [...new Set(answers.flatMap(({ parameters }) => Object.keys(parameters)))].sort();
  return names.map((name) => facilityBy(name, answers)).filter(differs);
}

/** Facility in each part of a parameter's values; parts with too few answers are left out. */
export function facilityBy(name: string, answers: readonly Drawn[]): ParameterFacility {
  const scores = new Map<ParameterValue, number[]>();
  for (const { score, parameters } of answers) {
    const value = parameters[name];
    if (value !== undefined) scores.set(value, [...(scores.get(value) ?? []), score]);
  }
  const values = [...scores].sort(([a], [b]) => compareValues(a, b)).map(([value, ofValue]) => ({ value, scores: ofValue }));
  const parts = partsOf(values).flatMap((part) => {
    const all = part.flatMap((one) => one.scores);
    const facility = shareOf(all.reduce((sum, score) => sum + score, 0), all.length);
    const [first, last] = [part.at(0), part.at(-1)];
    if (facility === null || facility.base < ANSWERS_MIN || first === undefined || last === undefined) return [];
    return [{ from: first.value, to: last.value, facility }];
  });
  return { name, parts };
}

const compareValues = (a: ParameterValue, b: ParameterValue): number => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1);

type Valued = { readonly value: ParameterValue; readonly scores: readonly number[] };

/** Few values stay apart; many are joined to parts with about as many answers each. Words have no order, and are not joined. */
function partsOf(values: readonly Valued[]): Valued[][] {
  if (values.length <= PARTS_MAX || values.some(({ value }) => typeof value === "string")) return values.map((one) => [one]);
  const total = values.reduce((sum, { scores }) => sum + scores.length, 0);
  const parts: Valued[][] = Array.from({ length: PARTS_MAX }, () => []);
  let before = 0;
  for (const one of values) {
    parts[Math.min(PARTS_MAX - 1, Math.floor((before / total) * PARTS_MAX))]?.push(one);
    before += one.scores.length;
  }
  return parts.filter((part) => part.length > 0);
}

function differs({ parts }: ParameterFacility): boolean {
  const lows = parts.map(({ facility }) => facility.low);
  const highs = parts.map(({ facility }) => facility.high);
  return parts.length > 1 && Math.max(...lows) > Math.min(...highs);
}
