/** The item that a report is about, as it is today. */
import { createHash } from "node:crypto";
import type { ItemKind } from "@/contracts/authoring/reports";
import type { Catalog } from "../catalog/catalog";
import { plainText, textsOf } from "../catalog/text";

const HASH_LETTERS = 16;
const TITLE_LETTERS_MAX = 90;

export interface ReportedItem {
  readonly title: string;
  readonly hash: string;
  readonly snapshot: readonly { readonly path: string; readonly text: string }[];
  readonly file: string;
}

/** Null if there is no such item (any more). */
export function findItem(catalog: Catalog, kind: ItemKind, id: string): ReportedItem | null {
  switch (kind) {
    case "card": {
      const card = catalog.cards.get(id);
      if (card === undefined) return null;
      const { order: _, ...written } = card;
      const front = card.kind === "cloze" ? card.text : card.front;
      return itemOf(plainText(front).slice(0, TITLE_LETTERS_MAX), written, `concepts/${card.topicId}/${card.conceptId}.yaml`);
    }
    case "exercise": {
      const entry = catalog.exercises.get(id);
      if (entry === undefined) return null;
      return { ...itemOf(entry.exercise.title, { ...entry.exercise, references: entry.references }, `concepts/${entry.topicId}/${entry.conceptId}.yaml`), hash: entry.contentHash };
    }
    case "concept": {
      const concept = catalog.concepts.get(id);
      if (concept === undefined) return null;
      const { title, note, caution, documents, references, topicId } = concept;
      return itemOf(title, { title, note, caution, documents, references }, `concepts/${topicId}/${id}.yaml`);
    }
    case "scenario": {
      const scenario = catalog.scenarios.get(id);
      return scenario === undefined ? null : itemOf(scenario.title, scenario, `interviews/${id}.yaml`);
    }
  }
}

function itemOf(title: string, value: object, file: string): ReportedItem {
  const hash = createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, HASH_LETTERS);
  return { title, hash, snapshot: textsOf(value).map(({ path, text }) => ({ path: path.join(" "), text })), file };
}
