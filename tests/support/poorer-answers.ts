/** Answers that get poorer step by step, from the right one to nothing, for the properties that hold of every type. */
import type { Answer, Exercise, Variant } from "@/domain/exercises/exercise";
import { fullBand } from "@/domain/exercises/credit";
import { hotspotParts } from "@/domain/exercises/hotspot";
import { rightAnswer } from "@/domain/exercises/right-answer";

/** An answer in which nothing was done. */
export const EMPTY: Readonly<Record<Exercise["type"], Answer>> = {
  mcq: { type: "mcq", choice: "" },
  multi: { type: "multi", choices: [] },
  order: { type: "order", sequence: [] },
  match: { type: "match", pairs: {} },
  numeric: { type: "numeric", text: "" },
  cloze: { type: "cloze", filled: {} },
  scenario: { type: "scenario", choice: "" },
  trace: { type: "trace", cells: {} },
  diagram: { type: "diagram", drawing: { boxes: [], lines: [] } },
  hotspot: { type: "hotspot", parts: [] },
  "free-text": { type: "free-text", text: "" },
};

/** All beginnings of a list, from the whole of it to one thing. */
const beginnings = <T>(list: readonly T[]): T[][] => list.map((_, index) => list.slice(0, list.length - index));

/** The list, then with one more stranger each time. */
const withStrangers = <T>(list: readonly T[], strangers: readonly T[]): T[][] => [list, ...strangers.map((_, index) => [...list, ...strangers.slice(0, index + 1)])].map((one) => [...one]);

/** From an order to its reverse by swaps of neighbours, each of which turns one pair. */
function towardsReverse(order: readonly string[]): string[][] {
  const steps = [[...order]];
  const wanted = [...order].reverse();
  for (let place = 0; place < order.length; place += 1) {
    const last = steps.at(-1) as string[];
    for (let at = last.indexOf(wanted[place] as string); at > place; at -= 1) {
      const next = [...(steps.at(-1) as string[])];
      [next[at - 1], next[at]] = [next[at] as string, next[at - 1] as string];
      steps.push(next);
    }
  }
  return steps;
}

/** Chains of answers to a variant; in each, no answer may score more than the one before it. */
export function poorerAnswers(exercise: Exercise, variant: Variant): Answer[][] {
  const right = rightAnswer(exercise, variant);
  switch (right.type) {
    case "mcq":
    case "scenario": {
      const options = "options" in variant ? variant.options : [];
      const scoreOf = (id: string) => ("options" in exercise ? exercise.options : []).map((option) => ({ id: option.id, score: "score" in option ? option.score : Number(option.right) })).find((option) => option.id === id)?.score ?? 0;
      return [[...options].sort((one, other) => scoreOf(other.id) - scoreOf(one.id)).map(({ key }): Answer => ({ type: right.type, choice: key }))];
    }
    case "multi": {
      const others = (variant.type === "multi" ? variant.options : []).map(({ key }) => key).filter((key) => !right.choices.includes(key));
      return [beginnings(right.choices), withStrangers(right.choices, others)].map((chain) => chain.map((choices) => ({ type: "multi", choices })));
    }
    case "hotspot": {
      const others = (exercise.type === "hotspot" ? hotspotParts(exercise) : []).map(({ id }) => id).filter((id) => !right.parts.includes(id)).slice(0, 4);
      return [beginnings(right.parts), withStrangers(right.parts, others)].map((chain) => chain.map((parts) => ({ type: "hotspot", parts })));
    }
    case "order":
      return [towardsReverse(right.sequence), beginnings(right.sequence)].map((chain) => chain.map((sequence) => ({ type: "order", sequence })));
    case "match":
      return [beginnings(Object.entries(right.pairs)).map((pairs) => ({ type: "match", pairs: Object.fromEntries(pairs) }))];
    case "cloze":
      return [beginnings(Object.entries(right.filled)).map((filled) => ({ type: "cloze", filled: Object.fromEntries(filled) }))];
    case "trace":
      return [beginnings(Object.entries(right.cells)).map((cells) => ({ type: "trace", cells: Object.fromEntries(cells) }))];
    case "free-text":
      return [beginnings(right.text.split(/(?<=[.!?;])\s+/)).map((sentences) => ({ type: "free-text", text: sentences.join(" ") }))];
    case "diagram":
      return [];
    case "numeric": {
      if (exercise.type !== "numeric" || variant.type !== "numeric") return [];
      const { to } = fullBand(exercise.credit, variant.truth);
      return [[0, 0.5, 0.99, 3, 1000].map((step) => ({ type: "numeric", text: String(variant.truth + (to - variant.truth) * step + (step > 1 ? Math.abs(variant.truth) * step + step : 0)) }))];
    }
  }
}
