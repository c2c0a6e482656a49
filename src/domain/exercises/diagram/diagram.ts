/** A drawing to make or to mend: what it holds, and what is shown when. */
import type { ExerciseBase } from "../exercise-base";
import type { Drawing, Sheet } from "./drawing";
import { demandInWords, type Requirement } from "./requirements";

export interface DiagramExercise extends ExerciseBase {
  readonly type: "diagram";
  readonly sheet: Sheet;
  /** What lies on the sheet at first */
  readonly start: Drawing;
  readonly must: readonly Requirement[];
  /** Different right drawings, which the content check grades; the first one is shown afterwards */
  readonly accepted: readonly Drawing[];
}

export interface DiagramVariant {
  readonly type: "diagram";
  readonly seed: string;
}

export interface DiagramView {
  readonly type: "diagram";
  readonly sheet: Sheet;
  readonly start: Drawing;
}

export interface DiagramAnswers {
  readonly type: "diagram";
  readonly requirements: readonly { readonly id: string; readonly text: string; readonly points: number }[];
  /** One right drawing of several */
  readonly solution: Drawing;
}

/** What is right about it, for whoever has answered. */
export const diagramAnswers = ({ sheet, must, accepted, start }: DiagramExercise): DiagramAnswers => ({
  type: "diagram",
  requirements: must.map((requirement) => ({ id: requirement.id, text: demandInWords(requirement, sheet), points: requirement.points })),
  solution: accepted[0] ?? start,
});
