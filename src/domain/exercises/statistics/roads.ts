/** The roads that an exercise knows: what may be counted of its answers, and in which words. */
import { assertNever } from "../../kernel/assert";
import type { Exercise, Variant } from "../exercise";
import { generatorCalled } from "../generators/registry";
import { partsOf } from "../figure-parts";
import { namesIn } from "../fill-names";
import { LEFT_OPEN, OTHER_WRONG, RIGHT } from "./item-figures";
import type { ParameterValue } from "./parameter-facility";

export interface KnownRoad {
  /** As a mistake of grading names it. */
  readonly about: string;
  /** Inline Markdown. */
  readonly label: string;
  /** Whether it was written to be taken by those who do not know. */
  readonly isDistractor: boolean;
}

const distractor = (about: string, label: string): KnownRoad => ({ about, label, isDistractor: true });
const other = (about: string, label: string): KnownRoad => ({ about, label, isDistractor: false });

/** In the order of the file. */
export function knownRoads(exercise: Exercise): KnownRoad[] {
  switch (exercise.type) {
    case "mcq":
      return exercise.options.filter(({ right }) => !right).map(({ id, text }) => distractor(id, text));
    case "multi":
      return exercise.options.map(({ id, text, right }) => (right ? other(id, `Left out: ${text}`) : distractor(id, text)));
    case "scenario":
      return exercise.options.filter(({ score }) => score < 1).map(({ id, text }) => distractor(id, text));
    case "order":
      return [
        ...exercise.mistakes.map(({ when: [put, instead], say }) => distractor(`${put}>${instead}`, say)),
        ...exercise.items.map(({ id, text, unused }) => (unused ? distractor(id, text) : other(id, `Left out: ${text}`))),
      ];
    case "match":
      return exercise.mistakes.map(({ left, right, say }) => distractor(`${left}>${right}`, say));
    case "numeric":
      return [...exercise.mistakes.map(({ value, say }) => distractor(value, withNames(say))), other("near", "Near, not near enough"), other("too-high", "Too high, by no known road"), other("too-low", "Too low, by no known road")];
    case "cloze":
      return exercise.blanks.flatMap(({ id, ...blank }) => (blank.kind === "chosen" ? blank.choices.filter(({ right }) => !right).map((choice) => distractor(`${id}=${choice.id}`, choice.text)) : []));
    case "trace": {
      const mutants = Object.entries(generatorCalled(exercise.generator).mutants);
      return [...mutants.map(([name, { say }]) => distractor(name, exercise.says[name] ?? say)), other("other", "A wrong value, by no known road"), other("open", "A cell left open")];
    }
    case "hotspot": {
      const words = new Map(partsOf(exercise.figure, exercise.among).map((part) => [part.id, part.words]));
      return exercise.mistakes.map(({ part }) => distractor(part, words.get(part) ?? part));
    }
    case "diagram":
      return exercise.must.map(({ id, say }) => other(id, say));
    case "free-text":
      return [];
    default:
      return assertNever(exercise, "exercise");
  }
}

const UNNAMED: Readonly<Record<string, string>> = { [RIGHT]: "Right", [OTHER_WRONG]: "Wrong, by no known road", [LEFT_OPEN]: "No answer" };

/** Words (inline Markdown) for whatever was counted of the answers to an exercise. */
export function roadWords(exercise: Exercise, about: string): string {
  const named = UNNAMED[about] ?? knownRoads(exercise).find((road) => road.about === about)?.label;
  if (named !== undefined) return named;
  if (about.startsWith("slip:")) return `A slip of the unit: ${about.slice("slip:".length)}`;
  if (exercise.type === "order") return about.split(">").map((id) => textOf(exercise.items, id)).join(" before ");
  if (exercise.type === "match") {
    const [left = "", right] = about.split(">");
    return right === undefined ? `${textOf(exercise.left, left)} without a partner` : `${textOf(exercise.left, left)} with ${textOf(exercise.right, right)}`;
  }
  if (exercise.type === "cloze") return about.endsWith("=") ? "A blank left open" : about.slice(about.indexOf("=") + 1);
  if (exercise.type === "hotspot") return partsOf(exercise.figure, exercise.among).find(({ id }) => id === about)?.words ?? about;
  return about;
}

/** A part that was rewritten since has its id alone. */
const textOf = (parts: readonly { readonly id: string; readonly text: string }[], id: string): string => parts.find((part) => part.id === id)?.text ?? id;

/** Words about any variant: drawn values by their names. */
const withNames = (say: string): string => namesIn(say).reduce((text, name) => text.replaceAll(`{{${name}}}`, name), say);

/** What the variant drew, by name: the numbers of the file; of a generator's world its plain values, and how many there are of the others. */
export function drawnParameters(exercise: Exercise, variant: Variant): Readonly<Record<string, ParameterValue>> {
  if (exercise.type === "numeric" && variant.type === "numeric") {
    return Object.fromEntries(Object.keys(exercise.draw).flatMap((name) => (variant.values[name] === undefined ? [] : [[name, variant.values[name]]])));
  }
  if (variant.type !== "trace" || typeof variant.world !== "object" || variant.world === null) return {};
  return Object.fromEntries(Object.entries(variant.world).flatMap(([name, value]: [string, unknown]) => asParameter(name, value)));
}

function asParameter(name: string, value: unknown): [string, ParameterValue][] {
  if (typeof value === "number" || typeof value === "string") return [[name, value]];
  if (typeof value === "boolean") return [[name, value ? "yes" : "no"]];
  return Array.isArray(value) ? [[`number of ${name}`, value.length]] : [];
}
