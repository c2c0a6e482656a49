/** Cells as text and as values: what a learner types, what it means, and whether it is right. */
import { err, ok, type Result } from "../../kernel/result";
import { creditOf, type Credit } from "../credit";
import { readNumber } from "../read-number";
import type { CellForm, CellValue } from "./generator";

/** Said for an empty set or sequence. */
export const NONE = "none";

const VECTOR = /^[\s[({<]*(-?\d{1,9})(?:[\s,;]+(-?\d{1,9}))*[\s\])}>]*$/;
const SEPARATORS = /\s*(?:,|;|->|\u2192|\s)\s*/;

/** The value that a text means; null if nothing was typed. The error says in what form the cell is to be filled. */
export function readCell(form: CellForm, text: string): Result<CellValue | null, string> {
  const typed = text.trim();
  if (typed === "") return ok(null);
  switch (form.kind) {
    case "vector": {
      const numbers = VECTOR.test(typed) ? (typed.match(/-?\d+/g) ?? []).map(Number) : [];
      return numbers.length === form.length ? ok(numbers) : err(`takes ${form.length} whole numbers, such as [${exampleVector(form.length)}]`);
    }
    case "integer":
      return /^[+-]?\d{1,15}$/.test(typed.replace(/,(?=\d{3})/g, "")) ? ok(Number(typed.replace(/,/g, ""))) : err("takes a whole number");
    case "number": {
      const reading = readNumber(typed, form);
      return reading.ok ? ok(reading.value.value) : err(`was not understood. ${reading.error.say}`);
    }
    case "word": {
      const word = nameIn(form.choices, typed);
      return word === null ? err(`takes one of ${form.choices.join(", ")}`) : ok(word);
    }
    case "set": {
      const names = readNames(form.choices, typed);
      return names === null ? err(`takes some of ${form.choices.join(", ")}, or ${NONE}`) : ok([...new Set(names)]);
    }
    case "sequence": {
      const names = readNames(form.choices, typed);
      return names === null ? err(`takes names among ${form.choices.join(", ")} in their order, or ${NONE}`) : ok(names);
    }
  }
}

const exampleVector = (length: number): string => Array.from({ length }, (_, index) => (index === 0 ? 1 : 0)).join(",");

const nameIn = (choices: readonly string[], typed: string): string | null =>
  choices.find((choice) => choice === typed) ?? choices.find((choice) => choice.toLowerCase() === typed.toLowerCase()) ?? null;

function readNames(choices: readonly string[], typed: string): string[] | null {
  if (typed.toLowerCase() === NONE) return [];
  const names = typed.replace(/^[[({<\s]+|[\])}>\s]+$/g, "").split(SEPARATORS).map((name) => nameIn(choices, name));
  return names.every((name) => name !== null) ? names : null;
}

/** A value as it is printed and as it would be typed. */
export function cellText(form: CellForm, value: CellValue): string {
  if (!Array.isArray(value)) return String(value);
  if (form.kind === "vector") return `[${value.join(",")}]`;
  return value.length === 0 ? NONE : value.join(", ");
}

/** What a value earns where another one is right. Half is only ever given for a number near to it. */
export function cellCredit(form: CellForm, given: CellValue, truth: CellValue): Credit {
  if (form.kind === "number") return creditOf(form.credit, Number(given), Number(truth));
  return normal(form, given) === normal(form, truth) ? 1 : 0;
}

const normal = (form: CellForm, value: CellValue): string =>
  JSON.stringify(form.kind === "set" && Array.isArray(value) ? [...value].sort() : value);

/** Whether two solutions agree on every cell. */
export const sameCells = (forms: ReadonlyMap<string, CellForm>, one: Readonly<Record<string, CellValue>>, other: Readonly<Record<string, CellValue>>): boolean =>
  [...forms].every(([id, form]) => {
    const [a, b] = [one[id], other[id]];
    return a !== undefined && b !== undefined && cellCredit(form, a, b) === 1;
  });
