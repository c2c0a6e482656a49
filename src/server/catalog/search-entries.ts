/** What search looks through: one entry for each topic, concept, card, exercise and lab. */
import { createHash } from "node:crypto";
import type { Catalog, CatalogCard, CatalogConcept, CatalogExercise, CatalogLab, CatalogTopic } from "./catalog-shape";
import { plainText } from "./text";

export interface SearchEntry {
  /** "concept:raft". */
  readonly id: string;
  readonly kind: "topic" | "concept" | "card" | "exercise" | "lab";
  readonly conceptId: string | null;
  readonly topicId: string;
  /** Shown as a hit: it gives no answer away. */
  readonly title: string;
  /** Searched, never shown. */
  readonly body: string;
  /** Of all the fields above. */
  readonly contentHash: string;
}

type Unhashed = Omit<SearchEntry, "contentHash">;

/** All entries of the catalogue, in its order. */
export function searchEntries(catalog: Catalog): SearchEntry[] {
  const titleOf = (conceptId: string) => catalog.concepts.get(conceptId)?.title ?? conceptId;
  const entries: Unhashed[] = [
    ...catalog.topics.map((topic) => topicEntry(topic, titleOf)),
    ...[...catalog.concepts.values()].map(conceptEntry),
    ...[...catalog.cards.values()].map(cardEntry),
    ...[...catalog.exercises.values()].map(exerciseEntry),
    ...[...catalog.labs.values()].map(labEntry),
  ];
  return entries.map((entry) => ({ ...entry, contentHash: createHash("sha256").update(JSON.stringify(entry)).digest("hex") }));
}

const topicEntry = ({ id, title, conceptIds }: CatalogTopic, titleOf: (conceptId: string) => string): Unhashed => ({
  id: `topic:${id}`,
  kind: "topic",
  conceptId: null,
  topicId: id,
  title,
  body: conceptIds.map(titleOf).join("; "),
});

const conceptEntry = ({ id, topicId, title, note, caution }: CatalogConcept): Unhashed => ({
  id: `concept:${id}`,
  kind: "concept",
  conceptId: id,
  topicId,
  title,
  body: plainText([note, caution?.correct ?? ""].join(" ")),
});

function cardEntry(card: CatalogCard): Unhashed {
  const face = card.kind === "cloze" ? card.text : card.front;
  const answer = card.kind === "cloze" ? card.text : card.kind === "sequence" ? card.steps.join(" ") : card.back;
  return {
    id: `card:${card.id}`,
    kind: "card",
    conceptId: card.conceptId,
    topicId: card.topicId,
    title: withoutBlanks(face),
    body: plainText([answer, card.why ?? ""].join(" ")),
  };
}

const exerciseEntry = ({ id, conceptId, topicId, exercise }: CatalogExercise): Unhashed => ({
  id: `exercise:${id}`,
  kind: "exercise",
  conceptId,
  topicId,
  title: exercise.title,
  body: withoutBlanks(exercise.prompt),
});

const labEntry = ({ id, topicId, title, summary, skill, checks }: CatalogLab): Unhashed => ({
  id: `lab:${id}`,
  kind: "lab",
  conceptId: null,
  topicId,
  title,
  body: plainText([summary, skill, ...checks.map((check) => check.title)].join(" ")),
});

/** Plain text in which blanks and drawn values stay open. */
const withoutBlanks = (text: string): string => plainText(text.replace(/\{\{[^{}]*\}\}/g, "\u2026"));
