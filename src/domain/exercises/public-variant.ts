/** What a browser may see of a variant: before the answer without the key, afterwards with it. */
import { assert } from "../kernel/assert";
import { clozeAnswers, clozeView } from "./cloze";
import { creditSentence, fullBand } from "./credit";
import { diagramAnswers } from "./diagram/diagram";
import type { AnsweredView, Choice, Exercise, Keyed, PublicVariant, Variant } from "./exercise";
import { fillNames } from "./fill-names";
import { formatNumber } from "./format-number";
import { hotspotView } from "./hotspot";
import { byId, keyOf } from "./keys";
import { oneRightOrder } from "./order-pairs";
import { traceAnswers, traceView } from "./trace";

/** The fixed sentence of partial credit, by type; a numeric exercise says its tolerance instead. */
export function creditRuleOf(exercise: Exercise): string {
  switch (exercise.type) {
    case "mcq":
      return "One best answer.";
    case "multi":
      return "A wrong tick cancels a right one.";
    case "order":
      return "Partly right orders count.";
    case "match":
      return "Each pair counts.";
    case "numeric":
      return creditSentence(exercise.credit, exercise.answer.unit);
    case "cloze":
      return "Each blank counts.";
    case "free-text":
      return "Each idea counts its points, and a false claim costs some. A machine looks for words, so the score is provisional.";
    case "trace":
      return "Each cell counts. An error is counted once: a cell that follows from an earlier wrong one earns half.";
    case "hotspot":
      return exercise.right.length > 1 ? "Several parts belong to the answer, and a wrong one cancels a right one." : "One part is the answer.";
    case "diagram":
      return "Each requirement counts. What kind a box is counts, not what you call it.";
    case "scenario":
      return "One answer is best, one may be workable: that earns half.";
  }
}

/** Everything that is safe to send before the answer. It is built up field by field: what is not named is not sent. */
export function publicVariant(exercise: Exercise, variant: Variant): PublicVariant {
  const common = {
    exerciseId: exercise.id,
    title: exercise.title,
    prompt: variant.type === "numeric" ? fillNames(exercise.prompt, variant.values) : exercise.prompt,
    difficulty: exercise.difficulty,
    minutes: exercise.minutes,
    skill: exercise.skill,
    figure: exercise.figure ?? null,
    creditRule: creditRuleOf(exercise),
  };
  if (isChoice(exercise) && isChoice(variant)) {
    return { ...common, type: exercise.type, options: choices(variant.options, exercise.options) };
  }
  if (exercise.type === "order" && variant.type === "order") {
    const hasDecoys = exercise.items.some(({ unused }) => unused);
    return { ...common, type: "order", items: choices(variant.items, exercise.items), hasDecoys };
  }
  if (exercise.type === "match" && variant.type === "match") {
    const left = choices(variant.left, exercise.left);
    return { ...common, type: "match", left, right: choices(variant.right, exercise.right) };
  }
  if (exercise.type === "cloze" && variant.type === "cloze") return { ...common, ...clozeView(exercise, variant) };
  if (exercise.type === "trace" && variant.type === "trace") return { ...common, ...traceView(exercise, variant) };
  if (exercise.type === "free-text" && variant.type === "free-text") return { ...common, type: "free-text", words: exercise.words };
  if (exercise.type === "diagram") return { ...common, type: "diagram", sheet: exercise.sheet, start: exercise.start };
  if (exercise.type === "hotspot") return { ...common, ...hotspotView(exercise) };
  assert(exercise.type === "numeric", `variant of ${exercise.id} is of type ${variant.type}`);
  const { unit, also } = exercise.answer;
  return { ...common, type: "numeric", units: { unit, also: { ...also } } };
}

/** The key and the words of a variant, for whoever has answered it. */
export function answeredView(exercise: Exercise, variant: Variant): AnsweredView {
  const { explain } = exercise;
  if (exercise.type === "scenario" && isChoice(variant)) {
    const options = variant.options.map(({ id, key }) => {
      const { score, say } = byId(exercise.options, id);
      return { key, score, say };
    });
    return { explain, type: "scenario", options };
  }
  if ((exercise.type === "mcq" || exercise.type === "multi") && isChoice(variant)) {
    const options = variant.options.map(({ id, key }) => {
      const { right, say } = byId(exercise.options, id);
      return { key, right, say };
    });
    return { explain, type: exercise.type, options };
  }
  if (exercise.type === "order" && variant.type === "order") {
    const key = (id: string) => keyOf(id, variant.items);
    const live = exercise.items.filter(({ unused }) => !unused).map(({ id }) => id);
    return {
      explain,
      type: "order",
      sequence: oneRightOrder(live, exercise.before).map(key),
      before: exercise.before.map(([first, second]) => [key(first), key(second)] as const),
      unused: exercise.items.filter(({ unused }) => unused).map(({ id, say }) => ({ key: key(id), say })),
    };
  }
  if (exercise.type === "match" && variant.type === "match") {
    const rightKey = (id: string) => keyOf(id, variant.right);
    const pairs = Object.entries(exercise.pairs).map(([left, right]) => [keyOf(left, variant.left), rightKey(right)]);
    const decoys = exercise.right.filter(({ decoy }) => decoy).map(({ id, say }) => ({ key: rightKey(id), say }));
    return { explain, type: "match", pairs: Object.fromEntries(pairs), decoys };
  }
  if (exercise.type === "cloze" && variant.type === "cloze") return { explain, type: "cloze", blanks: clozeAnswers(exercise, variant) };
  if (exercise.type === "trace" && variant.type === "trace") return { explain, ...traceAnswers(exercise, variant) };
  if (exercise.type === "diagram") return { explain, ...diagramAnswers(exercise) };
  if (exercise.type === "hotspot") return { explain, type: "hotspot", right: exercise.right };
  if (exercise.type === "free-text") return { explain, type: "free-text", model: exercise.model };
  assert(exercise.type === "numeric" && variant.type === "numeric", `variant of ${exercise.id} is of its type`);
  return {
    explain: fillNames(explain, variant.values),
    type: "numeric",
    truth: variant.truth,
    truthText: formatNumber(variant.truth),
    unit: exercise.answer.unit,
    ...fullBand(exercise.credit, variant.truth),
  };
}

function isChoice<T extends { readonly type: string }>(thing: T): thing is Extract<T, { type: "mcq" | "multi" | "scenario" }> {
  return thing.type === "mcq" || thing.type === "multi" || thing.type === "scenario";
}

function choices(keyed: readonly Keyed[], things: readonly { readonly id: string; readonly text: string }[]): Choice[] {
  return keyed.map(({ id, key }) => ({ key, text: byId(things, id).text }));
}
