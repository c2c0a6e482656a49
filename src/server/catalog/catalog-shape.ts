/**
 * What the catalogue serves, by id.
 *
 * Exercises hold their keys here: what leaves the server goes through publicVariant first. Scenarios hold what only the
 * staff of a room may read.
 */
import type { CardFile } from "@/contracts/content/card";
import type { CautionFile, DocumentNoteFile, ReferenceFile, Tier } from "@/contracts/content/concept-file";
import type { InventoryRow } from "@/contracts/content/inventory-file";
import type { PlanFile } from "@/contracts/content/plan";
import type { Exercise } from "@/domain/exercises/exercise";
import type { Scenario } from "@/domain/interviews/scenario";

export interface CatalogTopic {
  readonly id: string;
  readonly title: string;
  /** Place in the order of teaching, from 1. */
  readonly order: number;
  /** Concepts with content, in the order of learning. */
  readonly conceptIds: readonly string[];
  /** Rows of the inventory in this topic, written or not. */
  readonly plannedCount: number;
}

export interface CatalogConcept {
  readonly id: string;
  readonly topicId: string;
  readonly title: string;
  readonly kind: string;
  /** Other names of the very same thing */
  readonly sameAs: readonly string[];
  /** Words that are not it and are explained under it */
  readonly covers: readonly string[];
  readonly tier: Tier;
  /** Place in the order of learning, from 1. */
  readonly order: number;
  /** Ids of concepts to know first; not all of them need have content. */
  readonly requires: readonly string[];
  /** Markdown. */
  readonly note: string;
  readonly caution: CautionFile | null;
  readonly documents: readonly DocumentNoteFile[];
  readonly references: readonly ReferenceFile[];
  readonly cardIds: readonly string[];
  readonly exerciseIds: readonly string[];
}

type WithoutFamily<T> = T extends CardFile ? Omit<T, "family"> : never;

export type CatalogCard = WithoutFamily<CardFile> & {
  readonly conceptId: string;
  readonly topicId: string;
  /** Place among all cards in the order of learning: the concept's place first, then the place in its file. */
  readonly order: number;
  /** Cards of one concept and one family never appear on one day. */
  readonly family: string | null;
  readonly references: readonly ReferenceFile[];
};

export interface CatalogExercise {
  readonly id: string;
  readonly conceptId: string;
  readonly topicId: string;
  readonly order: number;
  readonly exercise: Exercise;
  /** Changes when the exercise changes: a variant drawn from another one is not graded against this one. */
  readonly contentHash: string;
  readonly references: readonly ReferenceFile[];
}

/** What learners see of a lab. Its reference and its wrong programs stay on disk, like answer keys. */
export interface CatalogLab {
  readonly id: string;
  readonly title: string;
  readonly topicId: string;
  /** Place in the order of learning, from 1. */
  readonly order: number;
  readonly summary: string;
  readonly skill: string;
  readonly minutes: number;
  readonly lines: number;
  readonly conceptIds: readonly string[];
  readonly faults: readonly string[];
  /** In the order of the lab's rules. */
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    readonly stage: string | null;
    readonly points: number;
    readonly holdsHtml: string;
    readonly measures: readonly { readonly figure: string; readonly bar: number; readonly gold: number | null }[];
    readonly concepts: readonly string[];
  }[];
  readonly briefHtml: string;
  readonly messagesHtml: string;
  readonly hintsHtml: readonly string[];
  /** Where an editor begins. */
  readonly starter: string;
  readonly references: readonly ReferenceFile[];
}

export interface Catalog {
  /** Changes when any content changes. */
  readonly contentHash: string;
  /** In the order of teaching. */
  readonly topics: readonly CatalogTopic[];
  readonly concepts: ReadonlyMap<string, CatalogConcept>;
  readonly cards: ReadonlyMap<string, CatalogCard>;
  readonly exercises: ReadonlyMap<string, CatalogExercise>;
  readonly plans: ReadonlyMap<string, PlanFile>;
  /** In the order of learning. */
  readonly labs: ReadonlyMap<string, CatalogLab>;
  /** In the order of their topics, then of their titles. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** Every concept of the concept list, also those without content. */
  readonly inventory: ReadonlyMap<string, InventoryRow>;
}
