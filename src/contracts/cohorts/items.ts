/** What crosses the border of item statistics. Their rules: src/domain/exercises/statistics/SPEC.md. */
import { z } from "zod";
import { FINDINGS } from "@/domain/exercises/statistics/findings";
import { ExerciseType } from "../exercises/exercises";
import { ItemFigures } from "../exercises/statistics";
import { ContentId } from "../review/review";
import { GivenAssignment } from "./assignments";
import { CohortSummary } from "./cohorts";

/** All practice, or all assignments together. */
export const Use = z.enum(["practice", "assigned"]);
export type Use = z.infer<typeof Use>;
export const Finding = z.enum(FINDINGS);
export type Finding = z.infer<typeof Finding>;

const { facility: Facility, discrimination: Signed, groupSizes: GroupSizes, parameters: Parameters } = ItemFigures.shape;
const Time = z.int();
const Titled = z.strictObject({ id: z.string(), title: z.string() });

export const ItemSummary = z.strictObject({
  exerciseId: z.string(),
  title: z.string(),
  type: ExerciseType,
  concept: Titled,
  /** Forecast by the file, 1..5 */
  difficulty: z.int(),
  learners: z.int(),
  /** Null: too few learners */
  figures: z
    .strictObject({
      facility: Facility,
      discrimination: Signed,
      upperLower: Signed,
      /** The difficulty that the facility is nearest to, 1..5 */
      observed: z.int(),
      findings: z.array(Finding),
    })
    .nullable(),
});
export type ItemSummary = z.infer<typeof ItemSummary>;

export const ItemDetail = ItemSummary.extend({
  groupSizes: GroupSizes,
  /** Most taken first; at the end what nobody took although it is there to be taken */
  roads: z.array(z.strictObject({ about: z.string(), labelHtml: z.string(), sort: z.enum(["right", "distractor", "other"]), all: z.int(), groups: GroupSizes })),
  parameters: Parameters,
});
export type ItemDetail = z.infer<typeof ItemDetail>;

export const AssignmentItems = z.strictObject({
  cohort: CohortSummary,
  assignment: GivenAssignment,
  /** Null: not yet */
  computedAt: Time.nullable(),
  /** Who is through */
  learners: z.int(),
  whole: z.strictObject({ mean: z.number(), deviation: z.number(), alpha: z.number().nullable(), standardError: z.number().nullable() }).nullable(),
  /** In the order of the assignment */
  items: z.array(ItemDetail.extend({ alphaIfDeleted: z.number().nullable() })),
  /** Titles of those that a machine scores, which have no figures */
  unscored: z.array(z.string()),
});
export type AssignmentItems = z.infer<typeof AssignmentItems>;

export const ContentItemsInput = z.strictObject({ use: Use, finding: Finding.optional() });
export type ContentItemsInput = z.infer<typeof ContentItemsInput>;
export const ContentItems = z.strictObject({
  computedAt: Time.nullable(),
  /** With figures, narrowed by the finding; in the order of teaching */
  items: z.array(ItemSummary),
  withFigures: z.int(),
  /** Answered by somebody, and by too few */
  tooFew: z.int(),
  counts: z.record(Finding, z.int()),
});
export type ContentItems = z.infer<typeof ContentItems>;

export const ContentItemInput = z.strictObject({ use: Use, exerciseId: ContentId });
export const ContentItem = z.strictObject({ computedAt: Time.nullable(), item: ItemDetail });
export type ContentItem = z.infer<typeof ContentItem>;
