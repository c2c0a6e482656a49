/** One variant of an exercise as a learner gets it, with its key and every wrong road: for its author. */
import type { PreviewExerciseInput, PreviewExerciseOutput } from "@/contracts/authoring/preview";
import { WORKED_VARIANT } from "@/contracts/authoring/preview";
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import type { z } from "zod";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise, Variant } from "@/domain/exercises/exercise";
import { fillNames } from "@/domain/exercises/fill-names";
import { solveWorld } from "@/domain/exercises/generators/generate";
import { readParams } from "@/domain/exercises/generators/params";
import { generators } from "@/domain/exercises/generators/registry";
import { grade } from "@/domain/exercises/grade";
import { answeredView, publicVariant } from "@/domain/exercises/public-variant";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { wrongRoads } from "@/domain/exercises/wrong-roads";
import type { Content } from "../catalog/catalog";
import { renderInline, renderMarkdown } from "../catalog/render";
import { toExercise } from "../catalog/to-exercise";
import { answerKeyOf } from "../exercises/answer-key";
import { publicParts } from "../exercises/public-parts";
import { conceptIn } from "./preview-files";

/** Null if the file has no such exercise, or too little of it could be read. */
export function viewExercise(content: Content, { file, exerciseId, variant: name }: z.infer<typeof PreviewExerciseInput>): PreviewExerciseOutput | null {
  const written = conceptIn(content.tree(), file)?.exercises.find(({ value }) => value.id === exerciseId)?.value;
  if (written === undefined) return null;
  const why = whyUndrawable(written);
  if (why !== null) return { state: "broken", why };
  try {
    const exercise = toExercise(written);
    const drawn = name === WORKED_VARIANT ? workedVariant(written) : drawVariant(exercise, `preview ${name}`);
    return drawn.ok ? present(exercise, drawn.value) : { state: "broken", why: drawn.error.say };
  } catch (problem) {
    // The file may be in the middle of being written: what does not fit together is listed beside it.
    return { state: "broken", why: problem instanceof Error ? problem.message : String(problem) };
  }
}

function whyUndrawable(written: ExerciseFile): string | null {
  if (written.type !== "trace") return null;
  const { name, params = {} } = written.generator;
  const generator = generators.get(name);
  if (generator === undefined) return `there is no generator ${name}`;
  const read = readParams(generator.params, params);
  return read.ok ? null : read.error;
}

function workedVariant(written: ExerciseFile): ReturnType<typeof drawVariant> {
  const generator = written.type === "trace" ? generators.get(written.generator.name) : undefined;
  if (written.type !== "trace" || generator === undefined) return { ok: false, error: { code: "no-world", say: "Only a generated exercise has a worked variant." } };
  return { ok: true, value: { type: "trace", seed: WORKED_VARIANT, ...solveWorld(generator, written.worked.world) } };
}

function present(exercise: Exercise, variant: Variant): PreviewExerciseOutput {
  const answer = rightAnswer(exercise, variant);
  const verdict = grade(exercise, variant, answer);
  if (!verdict.ok) return { state: "broken", why: `its own right answer cannot be graded: ${verdict.error.say}` };
  const view = answeredView(exercise, variant);
  const filled = (text: string) => (variant.type === "numeric" ? fillNames(text, variant.values) : text);
  return {
    state: "drawn",
    ...publicParts(publicVariant(exercise, variant)),
    hintsHtml: (exercise.hints ?? []).map((hint) => renderInline(filled(hint))),
    answer: answer as Extract<PreviewExerciseOutput, { state: "drawn" }>["answer"],
    key: answerKeyOf({ exercise, variant, answer: answer as Parameters<typeof answerKeyOf>[0]["answer"], verdict: verdict.value }, view),
    explainHtml: renderMarkdown(view.explain),
    wrongRoads: wrongRoads(exercise, variant).map(({ taken, say }) => ({ takenHtml: renderInline(taken), sayHtml: renderInline(say) })),
  };
}
