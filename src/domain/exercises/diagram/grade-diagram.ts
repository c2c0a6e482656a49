/** Grading of a diagram: each requirement counts its points. */
import { err, ok, type Result } from "../../kernel/result";
import type { AnswerRefusal, Verdict } from "../exercise";
import type { DiagramExercise } from "./diagram";
import { type Drawing, isSameDrawing, misfitOf } from "./drawing";
import { judge, type Judged, type Requirement } from "./requirements";

/** Every requirement with whether the drawing fulfils it. */
export const judgeDrawing = ({ sheet, must }: DiagramExercise, drawing: Drawing): readonly (Judged & { readonly requirement: Requirement })[] =>
  must.map((requirement) => ({ requirement, ...judge(requirement, drawing, sheet) }));

/** The points of the requirements that are met, as a share of all points. Refused is what was not drawn on this sheet. */
export function gradeDiagram(exercise: DiagramExercise, drawing: Drawing): Result<Verdict, AnswerRefusal> {
  if (drawing.boxes.length === 0) return err({ code: "nothing-answered", say: "Draw something first: add a box from the palette." });
  const misfit = misfitOf(exercise.sheet, drawing);
  if (misfit !== null) return err({ code: "unknown-key", say: `This drawing cannot be read: ${misfit}. Undo the last step, or start again.` });
  if (isSameDrawing(drawing, exercise.start)) return err({ code: "nothing-answered", say: "This is the drawing as it was given. Change it first." });
  const judged = judgeDrawing(exercise, drawing);
  const points = (list: typeof judged) => list.reduce((sum, { requirement }) => sum + requirement.points, 0);
  const met = judged.filter((one) => one.met);
  return ok({
    score: points(met) / points(judged),
    parts: { right: met.length, of: judged.length },
    mistakes: judged.filter((one) => !one.met).map(({ requirement: { id, say }, at }) => ({ about: id, keys: at, say })),
    taken: met.map(({ requirement }) => requirement.id),
    reading: null,
  });
}
