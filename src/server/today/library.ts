/** The library: topics, their concepts, and one concept with everything that hangs on it, seen by one learner. */
import type { ConceptNear, ConceptOutput, LibraryOutput, TopicOutput } from "@/contracts/today/today";
import { assert } from "@/domain/kernel/assert";
import { err, ok, type Result } from "@/domain/kernel/result";
import { recallOn } from "@/domain/review/scheduler";
import type { Catalog, CatalogCard, CatalogConcept, CatalogTopic } from "../catalog/catalog";
import { renderInline, renderMarkdown } from "../catalog/render";
import { toReference } from "../catalog/to-reference";
import { listRecords } from "../exercises/exercise-store";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import { faces } from "../review/present-card";
import { appearancesOf, ofTopic } from "./appearances";
import { conceptRef, type LearnerView, type ReadTools, recallOfTopic, viewLearner } from "./learner-view";

export async function library(tools: ReadTools, userId: string): Promise<LibraryOutput> {
  const { catalog } = tools;
  const view = await viewLearner(tools, userId);
  return {
    topics: catalog.topics.map((topic) => {
      const { recall, seen, total } = recallOfTopic(view, topic);
      const exercises = topic.conceptIds.reduce((sum, id) => sum + (catalog.concepts.get(id)?.exerciseIds.length ?? 0), 0);
      return { id: topic.id, title: topic.title, concepts: topic.conceptIds.length, listed: topic.plannedCount, cards: total, exercises, seenCards: seen, recall };
    }),
    totals: { concepts: catalog.concepts.size, listed: catalog.inventory.size, cards: catalog.cards.size, exercises: catalog.exercises.size },
  };
}

export async function topic(tools: ReadTools, userId: string, topicId: string): Promise<Result<TopicOutput, { code: "no-such-topic" }>> {
  const { catalog } = tools;
  const found = catalog.topics.find(({ id }) => id === topicId);
  if (found === undefined) return err({ code: "no-such-topic" });
  const view = await viewLearner(tools, userId);
  return ok({
    id: found.id,
    title: found.title,
    concepts: found.conceptIds.map((id) => conceptRow(catalog, view, id)),
    misquoted: found.conceptIds.flatMap((id) => misquotedOf(catalog.concepts.get(id))),
    appearsIn: ofTopic(catalog, found.id),
    unwritten: unwrittenTitles(catalog, found),
  });
}

function conceptRow(catalog: Catalog, view: LearnerView, id: string): TopicOutput["concepts"][number] {
  const concept = catalog.concepts.get(id);
  assert(concept !== undefined, `the catalogue has the concept ${id} that its topic names`);
  const known = view.concepts.get(id);
  return {
    id,
    title: concept.title,
    kind: concept.kind,
    tier: concept.tier,
    firstSentence: firstSentence(concept.note),
    cards: concept.cardIds.length,
    exercises: concept.exerciseIds.length,
    seenCards: known?.reviewedCards ?? 0,
    recall: known?.recall ?? null,
    requires: concept.requires.map((required) => conceptRef(catalog, required)),
  };
}

function misquotedOf(concept: CatalogConcept | undefined): TopicOutput["misquoted"] {
  if (concept === undefined || concept.caution === null) return [];
  const { quoted, correct } = concept.caution;
  return [{ conceptId: concept.id, title: concept.title, quotedHtml: renderInline(quoted), correctHtml: renderInline(correct) }];
}

function conceptNear(catalog: Catalog, view: LearnerView, id: string): ConceptNear {
  const known = view.concepts.get(id);
  return { ...conceptRef(catalog, id), recall: known?.recall ?? null, seenCards: known?.reviewedCards ?? 0, cards: known?.cards ?? 0 };
}

/** The note's first sentence as plain text. */
export function firstSentence(note: string): string {
  const plain = note.replace(/[*_`]/g, "").replace(/\s+/g, " ").trim();
  return /^.*?[.?](?=\s|$)/.exec(plain)?.[0] ?? plain;
}

const unwrittenTitles = ({ inventory, concepts }: Catalog, { id }: CatalogTopic): string[] =>
  [...inventory.values()]
    .filter((row) => row.topic === id && !concepts.has(row.id))
    .sort((a, b) => a.order - b.order)
    .map(({ title }) => title);

export async function concept(tools: ReadTools, userId: string, conceptId: string): Promise<Result<ConceptOutput, { code: "no-such-concept" }>> {
  const { catalog, database } = tools;
  const found = catalog.concepts.get(conceptId);
  if (found === undefined) return err({ code: "no-such-concept" });
  const [view, records] = await Promise.all([viewLearner(tools, userId), listRecords(database, userId)]);
  const topicTitle = catalog.topics.find(({ id }) => id === found.topicId)?.title ?? found.topicId;
  return ok({
    id: found.id,
    title: found.title,
    kind: found.kind,
    tier: found.tier,
    topic: { id: found.topicId, title: topicTitle },
    noteHtml: renderMarkdown(found.note),
    caution: cautionOf(found),
    requires: found.requires.map((id) => conceptNear(catalog, view, id)),
    requiredBy: [...catalog.concepts.values()].filter(({ requires }) => requires.includes(found.id)).map(({ id }) => conceptNear(catalog, view, id)),
    appearsIn: appearancesOf(catalog, [found.id]),
    references: found.references.map(toReference),
    documents: found.documents.map(({ doc, says, verdict }) => ({ doc, says, verdict })),
    recall: view.concepts.get(found.id)?.recall ?? null,
    cards: found.cardIds.flatMap((id) => cardRow(catalog.cards.get(id), view)),
    exercises: found.exerciseIds.flatMap((id) => {
      const entry = catalog.exercises.get(id);
      if (entry === undefined) return [];
      const { title, type, difficulty, minutes } = entry.exercise;
      return [{ id, title, type, difficulty, minutes, bestScore: records.get(id)?.bestScore ?? null }];
    }),
  });
}

function cautionOf({ caution, references }: CatalogConcept): ConceptOutput["caution"] {
  if (caution === null) return null;
  const cited = references.find(({ id }) => [caution.cite].flat().includes(id));
  return {
    quotedHtml: renderInline(caution.quoted),
    correctHtml: renderInline(caution.correct),
    reference: cited === undefined ? null : toReference(cited),
  };
}

function cardRow(card: CatalogCard | undefined, { memories, today }: LearnerView): ConceptOutput["cards"] {
  if (card === undefined) return [];
  const memory = memories.get(card.id);
  return [
    {
      id: card.id,
      frontHtml: faces(card).frontHtml,
      state: memory?.phase ?? "new",
      suspended: memory?.suspended ?? false,
      recall: memory === undefined ? null : recallOn(memory, today, fsrsScheduler),
    },
  ];
}
