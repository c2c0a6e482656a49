/** Predicted recall of concepts by learners. Unknown stays unknown: it is neither zero nor part of a mean. */
import { meanOf } from "../kernel/statistics";

/** What one learner is predicted to recall of a concept. */
export interface ConceptEvidence {
  /** Mean predicted recall of the cards that were reviewed, 0..1; null if none was. */
  readonly recall: number | null;
  /** Its base. */
  readonly reviewedCards: number;
}

export interface HeatCell {
  readonly recall: number;
  /** Reviewed cards behind it. */
  readonly cards: number;
}

export interface HeatColumn {
  readonly conceptId: string;
  /** Mean over the learners with evidence; null: nobody has any. */
  readonly mean: number | null;
  /** How many learners have evidence. */
  readonly learners: number;
}

export interface Heatmap {
  /** Concepts with evidence first, each part in the order of teaching. */
  readonly columns: readonly HeatColumn[];
  /** A row a learner, in the order given; a cell a column, null where there is no evidence. */
  readonly rows: readonly (readonly (HeatCell | null)[])[];
}

/** `conceptIds` in the order of teaching; evidence by concept for each learner. */
export function heatmap(conceptIds: readonly string[], learners: readonly ReadonlyMap<string, ConceptEvidence>[]): Heatmap {
  const columns = conceptIds.map((conceptId): HeatColumn => {
    const known = learners.map((evidence) => evidence.get(conceptId)?.recall ?? null).filter((recall) => recall !== null);
    return { conceptId, mean: meanOf(known), learners: known.length };
  });
  const ordered = [...columns.filter(({ mean }) => mean !== null), ...columns.filter(({ mean }) => mean === null)];
  return { columns: ordered, rows: learners.map((evidence) => ordered.map(({ conceptId }) => cellOf(evidence.get(conceptId)))) };
}

const cellOf = (evidence: ConceptEvidence | undefined): HeatCell | null =>
  evidence === undefined || evidence.recall === null ? null : { recall: evidence.recall, cards: evidence.reviewedCards };

/** Lower bounds of the five steps of the scale; what is below the second is the first. */
export const HEAT_STEPS = [0, 0.5, 0.65, 0.8, 0.9] as const;

/** The step of a recall, 1 … 5. */
export const heatStep = (recall: number): number => HEAT_STEPS.filter((bound) => recall >= bound).length;

/** Means below it are marked: the cohort is losing that concept. */
export const LOW_MEAN = 0.7;
