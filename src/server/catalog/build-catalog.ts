/** From the tree as read to the catalogue as served. The tree has passed the structure rules. */
import { createHash } from "node:crypto";
import type { Aliases } from "@/contracts/content/aliases-file";
import type { CardFile } from "@/contracts/content/card";
import type { ReferenceFile } from "@/contracts/content/concept-file";
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import { citeList } from "@/contracts/content/text";
import type { Scenario } from "@/domain/interviews/scenario";
import { assert } from "@/domain/kernel/assert";
import type { Catalog, CatalogCard, CatalogConcept, CatalogExercise, CatalogTopic } from "./catalog-shape";
import type { At, ContentTree, ReadConcept } from "./content-tree";
import { toLab } from "./to-lab";
import { toExercise } from "./to-exercise";
import { toScenario } from "./to-scenario";

const HASH_LETTERS = 16;

export function buildCatalog(tree: ContentTree): Catalog {
  const { inventory, aliases } = tree;
  assert(inventory !== null, "a tree without an inventory does not pass the structure rules");
  const orderOf = ({ name }: ReadConcept) => inventory.get(name)?.order ?? 0;
  const read = [...tree.concepts].sort((one, other) => orderOf(one) - orderOf(other));
  const concepts = new Map(read.map((concept) => [concept.name, toConcept(concept, orderOf(concept), aliases?.[concept.name])]));
  const rows = [...inventory.values()];
  const topics = tree.topics.map(({ id, title }, index): CatalogTopic => ({
    id,
    title,
    order: index + 1,
    conceptIds: [...concepts.values()].filter(({ topicId }) => topicId === id).map((concept) => concept.id),
    plannedCount: rows.filter(({ topic }) => topic === id).length,
  }));
  return {
    contentHash: hashOf([...tree.sources.values()].map(({ file, text }) => [file, text])),
    topics,
    concepts,
    cards: byId(inOrder(read, ({ cards }) => cards, toCard)),
    exercises: byId(inOrder(read, ({ exercises }) => exercises, toEntry)),
    labs: byId(tree.labs.map(toLab).sort((one, other) => one.order - other.order)),
    scenarios: byId(toScenarios(tree)),
    plans: byId(tree.plans.map(({ plan }) => plan)),
    inventory,
  };
}

function toScenarios({ scenarios, topics }: ContentTree): Scenario[] {
  const place = ({ topicId }: Scenario) => topics.findIndex(({ id }) => id === topicId);
  const byTitle = scenarios.map(({ scenario }) => toScenario(scenario)).sort((one, other) => (one.title < other.title ? -1 : 1));
  return byTitle.sort((one, other) => place(one) - place(other));
}

function toConcept(concept: ReadConcept, order: number, words: Aliases | undefined): CatalogConcept {
  const { head } = concept;
  const { id, topic, title, kind, tier, requires, note } = head;
  assert(
    id !== undefined && topic !== undefined && title !== undefined && kind !== undefined && note !== undefined,
    `${concept.file} has all fields of a concept`,
  );
  assert(tier !== undefined && requires !== undefined, `${concept.file} has all fields of a concept`);
  return {
    ...{ id, topicId: topic, title, kind, tier, order, requires, note },
    sameAs: words?.same ?? [],
    covers: words?.covers ?? [],
    caution: concept.caution?.value ?? null,
    documents: concept.documents.map(({ value }) => value),
    references: concept.references.map(({ value }) => value),
    cardIds: concept.cards.map(({ value }) => value.id),
    exerciseIds: concept.exercises.map(({ value }) => value.id),
  };
}

const toCard = (concept: ReadConcept, card: CardFile, order: number): CatalogCard => ({
  ...card,
  family: card.family ?? null,
  conceptId: concept.name,
  topicId: concept.folder,
  order,
  references: citedBy(concept, card.cite),
});

function toEntry(concept: ReadConcept, written: ExerciseFile, order: number): CatalogExercise {
  const exercise = toExercise(written);
  return {
    id: written.id,
    conceptId: concept.name,
    topicId: concept.folder,
    order,
    exercise,
    contentHash: hashOf(exercise),
    references: citedBy(concept, written.cite),
  };
}

/** The parts of all concepts in their order, numbered from 1. */
function inOrder<T, U>(
  concepts: readonly ReadConcept[],
  partsOf: (concept: ReadConcept) => readonly At<T>[],
  make: (concept: ReadConcept, part: T, order: number) => U,
): U[] {
  const parts = concepts.flatMap((concept) => partsOf(concept).map(({ value }) => ({ concept, value })));
  return parts.map(({ concept, value }, index) => make(concept, value, index + 1));
}

/** The cited references in the order of the citation. */
const citedBy = (concept: ReadConcept, cite: string | readonly string[]): ReferenceFile[] =>
  citeList(cite).flatMap((id) => concept.references.find(({ value }) => value.id === id)?.value ?? []);

const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

const hashOf = (data: unknown): string =>
  createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, HASH_LETTERS);
