/** Any JSON in the clothes of an answer: keys of the variant and foreign ones, right texts and strange ones. */
import { Answer } from "@/contracts/exercises/exercises";
import type { Exercise, Variant } from "@/domain/exercises/exercise";
import { grade } from "@/domain/exercises/grade";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { pick } from "@/domain/exercises/generators/drawing";
import { random, type SeededRandom } from "@/domain/kernel/seeded-random";

const STRANGE: readonly unknown[] = [
  ...["", " ", "0", "-1", "1e400", "NaN", "__proto__", "constructor", "toString", "none", "[1,0]", "[[]]", "\u0000", "\ud800", "\u202e1", "a".repeat(90)],
  ...[null, true, 0, -0, 1.5, Number.MAX_SAFE_INTEGER, [], {}, ["a", ["b"]], { a: { b: [] } }],
];

/** Of the parts of an answer, how many are spoilt: little, so that large answers still pass the border, and much. */
const RATES = [0.004, 0.03, 0.15];

/** A value of the right answer, changed somewhere by chance. */
function spoil(value: unknown, chance: SeededRandom, rate: number): unknown {
  if (chance.fraction() < rate) return pick(chance, STRANGE);
  if (Array.isArray(value)) {
    const items = value.map((item) => spoil(item, chance, rate)).filter(() => chance.fraction() > rate);
    return chance.fraction() < rate ? [...items, pick(chance, STRANGE)] : items;
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(() => chance.fraction() > rate / 3).map(([key, item]) => [key, spoil(item, chance, rate)]);
    if (chance.fraction() < rate) entries.push([String(pick(chance, STRANGE)), pick(chance, STRANGE)]);
    return Object.fromEntries(entries);
  }
  return typeof value === "string" && chance.fraction() < rate ? value.slice(chance.index(value.length + 1)) : value;
}

export interface Outcomes {
  /** Refused by the border */
  misshapen: number;
  /** Refused by the grader */
  refused: number;
  graded: number;
}

/**
 * Sends `count` spoilt answers to one exercise, through the border into the grader. Throws if the grader does, or if a
 * score or a mistake is not what it has to be.
 */
export function sendAnything(exercise: Exercise, variant: Variant, count: number, seed: string): Outcomes {
  const outcomes: Outcomes = { misshapen: 0, refused: 0, graded: 0 };
  const right = rightAnswer(exercise, variant);
  for (let index = 0; index < count; index += 1) {
    const chance = random(`${seed} ${index}`, exercise.id);
    const sent: unknown = JSON.parse(JSON.stringify(spoil(right, chance, pick(chance, RATES)) ?? null));
    const answer = Answer.safeParse(sent);
    if (!answer.success) {
      outcomes.misshapen += 1;
      continue;
    }
    const verdict = grade(exercise, variant, answer.data);
    outcomes[verdict.ok ? "graded" : "refused"] += 1;
    if (!verdict.ok) {
      if (verdict.error.say.length < 10) throw new Error(`a refusal without words: ${JSON.stringify(sent)}`);
      continue;
    }
    const { score, mistakes, parts } = verdict.value;
    if (!(score >= 0 && score <= 1) || parts.right > parts.of) throw new Error(`${score} for ${JSON.stringify(sent)}`);
    if (mistakes.length > 0 !== score < 1) throw new Error(`${mistakes.length} mistakes at ${score} for ${JSON.stringify(sent)}`);
  }
  return outcomes;
}
