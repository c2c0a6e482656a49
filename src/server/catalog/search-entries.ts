/** What search looks through: one entry for each topic, concept, card, exercise, lab and scenario. */
import { createHash } from "node:crypto";
import type { Tier } from "@/contracts/content/concept-file";
import type { Scenario } from "@/domain/interviews/scenario";
import type { Catalog, CatalogCard, CatalogConcept, CatalogExercise, CatalogLab, CatalogTopic } from "./catalog-shape";
import { namesText } from "./search-words";
import { plainText } from "./text";

export interface SearchEntry {
  /** "concept:raft". */
  readonly id: string;
  readonly kind: "topic" | "concept" | "card" | "exercise" | "lab" | "scenario";
  readonly conceptId: string | null;
  readonly topicId: string;
  /** Shown as a hit: it gives no answer away. */
  readonly title: string;
  /** Title and other names as they are compared. */
  readonly names: string;
  /** Of the concept that it is or belongs to */
  readonly tier: Tier | null;
  /** Searched; shown in part where it gives no answer away. */
  readonly body: string;
  /** Of all the fields above. */
  readonly contentHash: string;
}

/** What an entry of one kind knows; the rest follows from it. */
type Raw = Omit<SearchEntry, "contentHash" | "names" | "tier"> & { readonly otherNames?: readonly string[] };

/** All entries of the catalogue, in its order. */
export function searchEntries(catalog: Catalog): SearchEntry[] {
  const titleOf = (conceptId: string) => catalog.concepts.get(conceptId)?.title ?? conceptId;
  const entries: Raw[] = [
    ...catalog.topics.map((topic) => topicEntry(topic, titleOf)),
    ...[...catalog.concepts.values()].map(conceptEntry),
    ...[...catalog.cards.values()].map(cardEntry),
    ...[...catalog.exercises.values()].map(exerciseEntry),
    ...[...catalog.labs.values()].map(labEntry),
    ...[...catalog.scenarios.values()].map(scenarioEntry),
  ];
  return entries.map(({ otherNames = [], ...raw }) => {
    const tier = raw.conceptId === null ? null : (catalog.concepts.get(raw.conceptId)?.tier ?? null);
    // Cards and exercises are asked in sentences: those are no names.
    const names = namesText(raw.kind === "card" ? [] : [raw.title, withoutBracket(raw.title), ...otherNames]);
    const entry = { ...raw, names, tier };
    return { ...entry, contentHash: createHash("sha256").update(JSON.stringify(entry)).digest("hex") };
  });
}

const topicEntry = ({ id, title, conceptIds }: CatalogTopic, titleOf: (conceptId: string) => string): Raw => ({
  id: `topic:${id}`,
  kind: "topic",
  conceptId: null,
  topicId: id,
  title,
  body: conceptIds.map(titleOf).join("; "),
});

const conceptEntry = ({ id, topicId, title, sameAs, covers, note, caution }: CatalogConcept): Raw => ({
  id: `concept:${id}`,
  kind: "concept",
  conceptId: id,
  topicId,
  title,
  otherNames: [...sameAs, ...covers],
  body: plainText([note, caution?.correct ?? ""].join(" ")),
});

function cardEntry(card: CatalogCard): Raw {
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

const exerciseEntry = ({ id, conceptId, topicId, exercise }: CatalogExercise): Raw => ({
  id: `exercise:${id}`,
  kind: "exercise",
  conceptId,
  topicId,
  title: exercise.title,
  body: withoutBlanks(exercise.prompt),
});

const labEntry = ({ id, topicId, title, summary, skill, checks }: CatalogLab): Raw => ({
  id: `lab:${id}`,
  kind: "lab",
  conceptId: null,
  topicId,
  title,
  body: plainText([summary, skill, ...checks.map((check) => check.title)].join(" ")),
});

/** Only what a candidate may read before the interview. */
const scenarioEntry = ({ id, topicId, title, summary, prompt }: Scenario): Raw => ({
  id: `scenario:${id}`,
  kind: "scenario",
  conceptId: null,
  topicId,
  title,
  body: plainText([summary, prompt].join(" ")),
});

/** "Two-phase commit (2PC)" is also called without its bracket. */
const withoutBracket = (title: string): string => title.replace(/\s*\([^)]*\)/g, "");

/** Plain text in which blanks and drawn values stay open. */
const withoutBlanks = (text: string): string => plainText(text.replace(/\{\{[^{}]*\}\}/g, "\u2026"));
