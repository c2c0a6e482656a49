/** What must not reach a browser before the answer was graded, and what may. */
import type { Exercise, PublicVariant } from "@/domain/exercises/exercise";
import { demandInWords } from "@/domain/exercises/diagram/requirements";
import { generatorCalled } from "@/domain/exercises/generators/registry";

/** Texts of an exercise that must not be in what the browser gets before the answer. */
export const secretsOf = (exercise: Exercise): string[] => [...(exercise.hints ?? []), ...keyOf(exercise)];

function keyOf(exercise: Exercise): string[] {
  const says = (parts: readonly { readonly say: string | null }[]) => parts.flatMap(({ say }) => say ?? []);
  switch (exercise.type) {
    case "mcq":
    case "multi":
    case "scenario":
      return [exercise.explain, ...says(exercise.options)];
    case "order":
      return [exercise.explain, ...says(exercise.items), ...says(exercise.mistakes)];
    case "match":
      return [exercise.explain, ...says(exercise.right), ...says(exercise.mistakes)];
    case "numeric":
      return [exercise.explain, exercise.answer.value, ...says(exercise.mistakes), ...exercise.where];
    case "free-text":
      return [exercise.explain, exercise.model, ...says(exercise.ideas), ...says(exercise.forbidden)];
    case "trace":
      return [exercise.explain, ...Object.values(exercise.says), ...Object.values(generatorCalled(exercise.generator).mutants).map(({ say }) => say)];
    case "hotspot":
      return [exercise.explain, ...says(exercise.mistakes)];
    case "diagram":
      return [exercise.explain, ...says(exercise.must), ...exercise.must.map((demand) => demandInWords(demand, exercise.sheet))];
    case "cloze":
      return [
        exercise.explain,
        ...exercise.blanks.flatMap((blank) => (blank.kind === "typed" ? [...blank.accept, ...says(blank.mistakes)] : says(blank.choices))),
      ];
  }
}

/** Every name of a field that a public variant may have, at any depth. */
export const PUBLIC_FIELDS: ReadonlySet<string> = new Set([
  ...["exerciseId", "title", "prompt", "difficulty", "minutes", "skill", "creditRule", "type"],
  ...["options", "items", "hasDecoys", "left", "right", "units", "key", "text", "unit", "also"],
  ...["paragraphs", "blanks", "blank", "choices"],
  ...["figure", "figures", "cells", "id", "ask", "form", "kind", "length", "creditText"],
  ...["facts", "name", "value", "caption", "columns", "rows", "processes", "events", "process", "marked", "messages", "from", "to"],
  ...["logs", "entries", "line", "lineName", "note", "size", "nodes", "keys", "at", "down", "clients", "operations", "client", "words", "cut"],
  ...["sheet", "palette", "zones", "start", "boxes", "lines", "column", "row"],
  ...["among", "parts", "several", "label", "edges", "svg", "alt"],
]);

/** Names of all fields in a public variant, at any depth but for the units, whose names are data. */
export function fieldsOf(variant: PublicVariant): string[] {
  const fields: string[] = [];
  const walk = (value: unknown, name: string) => {
    if (value === null || typeof value !== "object" || name === "also") return;
    for (const [field, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) fields.push(field);
      walk(inner, field);
    }
  };
  walk(variant, "");
  return fields;
}
