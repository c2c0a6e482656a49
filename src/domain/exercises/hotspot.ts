/** Parts of a figure to point at: what it holds, and what is shown when. */
import type { Choice, ExerciseBase } from "./exercise-base";
import type { Figure } from "./figure";
import { type FigurePart, type PartSort, partsOf } from "./figure-parts";

export interface HotspotExercise extends ExerciseBase {
  readonly type: "hotspot";
  readonly figure: Figure;
  /** The parts among which is chosen */
  readonly among: PartSort;
  /** Ids of the parts that are the answer */
  readonly right: readonly string[];
  /** Words for whoever takes another part */
  readonly mistakes: readonly { readonly part: string; readonly say: string }[];
}

export interface HotspotVariant {
  readonly type: "hotspot";
  readonly seed: string;
}

export interface HotspotView {
  readonly type: "hotspot";
  readonly among: PartSort;
  /** Ids of the figure as keys: they are seen in it */
  readonly parts: readonly Choice[];
  /** Whether more than one part belongs to the answer */
  readonly several: boolean;
}

export interface HotspotAnswers {
  readonly type: "hotspot";
  readonly right: readonly string[];
}

export const hotspotParts = ({ figure, among }: HotspotExercise): FigurePart[] => partsOf(figure, among);

/** What may be seen before the answer. */
export const hotspotView = (exercise: HotspotExercise): HotspotView => ({
  type: "hotspot",
  among: exercise.among,
  parts: hotspotParts(exercise).map(({ id, words }) => ({ key: id, text: words })),
  several: exercise.right.length > 1,
});
