import type { Answer, Exercise, Variant } from "./exercise";
import { answeredView } from "./public-variant";

/** The right answer to a variant: what a learner who knows it would send. */
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
    case "cloze":
      return { type: "cloze", filled: Object.fromEntries(view.blanks.map(({ key, send }) => [key, send])) };
    case "free-text":
      return { type: "free-text", text: view.model };
    case "trace":
      return { type: "trace", cells: Object.fromEntries(view.cells.map(({ id, text }) => [id, text])) };
    case "hotspot":
      return { type: "hotspot", parts: view.right };
    case "diagram":
      return { type: "diagram", drawing: view.solution };
    case "scenario":
      return { type: "scenario", choice: view.options.find(({ score }) => score === 1)?.key ?? "" };
  }
}
