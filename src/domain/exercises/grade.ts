/** Grading: an answer in, a verdict out that names the mistake. Pure, one file a type. */
import { assert } from "../kernel/assert";
import { err, type Result } from "../kernel/result";
import { gradeDiagram } from "./diagram/grade-diagram";
import type { Answer, AnswerRefusal, Exercise, Variant, Verdict } from "./exercise";
import { gradeFreeText } from "./free-text";
import { gradeMcq, gradeMulti, gradeScenario } from "./grade-choice";
import { gradeCloze } from "./grade-cloze";
import { gradeHotspot } from "./grade-hotspot";
import { gradeMatch } from "./grade-match";
import { gradeNumeric } from "./grade-numeric";
import { gradeOrder } from "./grade-order";
import { gradeTrace } from "./grade-trace";

/**
 * Grades an answer to a variant that was drawn from this very exercise. A refusal means that the answer could not be
 * understood: it costs no attempt, and its `say` tells what to do.
 */
export function grade(exercise: Exercise, variant: Variant, answer: Answer): Result<Verdict, AnswerRefusal> {
  assert(exercise.type === variant.type, `variant of ${exercise.id} is of type ${variant.type}`);
  if (exercise.type === "mcq" && variant.type === "mcq" && answer.type === "mcq") {
    return gradeMcq(exercise, variant, answer.choice);
  }
  if (exercise.type === "multi" && variant.type === "multi" && answer.type === "multi") {
    return gradeMulti(exercise, variant, answer.choices);
  }
  if (exercise.type === "order" && variant.type === "order" && answer.type === "order") {
    return gradeOrder(exercise, variant, answer.sequence);
  }
  if (exercise.type === "match" && variant.type === "match" && answer.type === "match") {
    return gradeMatch(exercise, variant, answer.pairs);
  }
  if (exercise.type === "numeric" && variant.type === "numeric" && answer.type === "numeric") {
    return gradeNumeric(exercise, variant, answer.text);
  }
  if (exercise.type === "cloze" && variant.type === "cloze" && answer.type === "cloze") {
    return gradeCloze(exercise, variant, answer.filled);
  }
  if (exercise.type === "scenario" && variant.type === "scenario" && answer.type === "scenario") {
    return gradeScenario(exercise, variant, answer.choice);
  }
  if (exercise.type === "trace" && variant.type === "trace" && answer.type === "trace") {
    return gradeTrace(exercise, variant, answer.cells);
  }
  if (exercise.type === "diagram" && answer.type === "diagram") return gradeDiagram(exercise, answer.drawing);
  if (exercise.type === "hotspot" && answer.type === "hotspot") return gradeHotspot(exercise, answer.parts);
  if (exercise.type === "free-text" && answer.type === "free-text") return gradeFreeText(exercise, answer.text);
  return err({ code: "another-type", say: "This answer belongs to another exercise. Load the page again." });
}
