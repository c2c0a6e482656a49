import type { SearchOutput } from "@/contracts/today/today";
import type { z } from "zod";
import type { Database } from "../platform/database";
import { findEntries, type SearchRow } from "./search-store";

const HITS_MAX = 12;

/** The words of what somebody types as a tsquery: all of them, each as the beginning of a word; null without a word. */
export function tsqueryOf(query: string): string | null {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words === null ? null : words.map((word) => `${word}:*`).join(" & ");
}

const KINDS: Record<string, string> = { topic: "Topic", concept: "Concept", card: "Card", exercise: "Exercise", lab: "Lab" };

function hrefOf({ id, kind, conceptId, topicId }: SearchRow): string {
  const contentId = id.slice(id.indexOf(":") + 1);
  switch (kind) {
    case "exercise":
      return `/practice/${contentId}`;
    case "lab":
      return `/labs/${contentId}`;
    case "topic":
      return `/library/topics/${topicId}`;
    default:
      return `/library/concepts/${conceptId ?? contentId}`;
  }
}

/** What the index knows of the words, the best first; nothing for a query without a word. */
export async function search({ database }: { database: Database }, query: string): Promise<z.infer<typeof SearchOutput>> {
  const tsquery = tsqueryOf(query);
  if (tsquery === null) return { hits: [] };
  const rows = await findEntries(database, tsquery, HITS_MAX);
  return { hits: rows.map((row) => ({ href: hrefOf(row), title: row.title, kind: KINDS[row.kind] ?? row.kind })) };
}
