/** The right answer to a variant, put together from the answered view: what a learner who knows it would send. */
import type { Answer, Exercise, PublicVariant, Variant } from "@/domain/exercises/exercise";
import { answeredView } from "@/domain/exercises/public-variant";

export function rightAnswer(exercise: Exercise, variant: Variant): Answer {
  const view = answeredView(exercise, variant);
  switch (view.type) {
    case "mcq":
      return { type: "mcq", choice: view.options.find(({ right }) => right)?.key ?? "" };
    case "multi":
      return { type: "multi", choices: view.options.filter(({ right }) => right).map(({ key }) => key) };
    case "order":
      return { type: "order", sequence: view.sequence };
    case "match":
      return { type: "match", pairs: view.pairs };
    case "numeric":
      return { type: "numeric", text: String(view.truth) };
  }
}

/** Texts of an exercise that must not be in what the browser gets before the answer. */
export function secretsOf(exercise: Exercise): string[] {
  const says = (parts: readonly { readonly say: string | null }[]) => parts.flatMap(({ say }) => say ?? []);
  switch (exercise.type) {
    case "mcq":
    case "multi":
      return [exercise.explain, ...says(exercise.options)];
    case "order":
      return [exercise.explain, ...says(exercise.items), ...says(exercise.mistakes)];
    case "match":
      return [exercise.explain, ...says(exercise.right), ...says(exercise.mistakes)];
    case "numeric":
      return [exercise.explain, exercise.answer.value, ...says(exercise.mistakes), ...exercise.where];
  }
}

/** Every name of a field that a public variant may have, at any depth. */
export const PUBLIC_FIELDS: ReadonlySet<string> = new Set([
  ...["exerciseId", "title", "prompt", "difficulty", "minutes", "skill", "creditRule", "type"],
  ...["options", "items", "hasDecoys", "left", "right", "units", "key", "text", "unit", "also"],
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
