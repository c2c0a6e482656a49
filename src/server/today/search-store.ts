import { Prisma } from "@/generated/prisma/client";
import { trigramsOf } from "../catalog/search-words";
import type { Database } from "../platform/database";

/** Around what matched: characters that no content holds. */
export const MARK = { start: "\u0001", end: "\u0002" } as const;

export interface SearchRow {
  id: string;
  kind: string;
  conceptId: string | null;
  topicId: string;
  /** Both with marks */
  title: string;
  excerpt: string | null;
}

export interface SearchAsked {
  /** A tsquery of the `english` configuration */
  readonly tsquery: string;
  /** The words as a name: an entry that is called so comes first */
  readonly name: string;
  readonly kind?: string | undefined;
  readonly topic?: string | undefined;
  readonly tier?: string | undefined;
  /** Only what belongs to one of these concepts */
  readonly conceptIds?: readonly string[] | undefined;
  readonly max: number;
}

const MARKS = `StartSel=${MARK.start}, StopSel=${MARK.end}`;
const TITLE_MARKS = `${MARKS}, HighlightAll=true`;
const EXCERPT_MARKS = `${MARKS}, MaxWords=28, MinWords=14, MaxFragments=1`;

/** Entries of the search index that match, the best first: what is called so, what begins so, then by where and how often. */
export function findEntries(database: Database, { tsquery, name, kind, topic, tier, conceptIds, max }: SearchAsked): Promise<SearchRow[]> {
  const only = [
    ...(kind === undefined ? [] : [Prisma.sql`kind = ${kind}`]),
    ...(topic === undefined ? [] : [Prisma.sql`topic_id = ${topic}`]),
    ...(tier === undefined ? [] : [Prisma.sql`tier = ${tier}`]),
    ...(conceptIds === undefined ? [] : [Prisma.sql`concept_id = ANY(${conceptIds})`]),
  ];
  return database.$queryRaw<SearchRow[]>(Prisma.sql`
    SELECT id, kind, concept_id AS "conceptId", topic_id AS "topicId", ts_headline('english', title, asked, ${TITLE_MARKS}) AS title,
      CASE WHEN kind IN ('concept', 'lab', 'scenario') THEN ts_headline('english', body, asked, ${EXCERPT_MARKS}) END AS excerpt
    FROM (
      SELECT id, kind, concept_id, topic_id, title, body, asked,
        CASE WHEN strpos(names, '|' || ${name} || '|') = 0 THEN 0 WHEN kind = 'concept' THEN 2 ELSE 1 END AS is_called, strpos(names, '|' || ${name}) > 0 AS begins,
        ts_rank_cd(document, asked) * CASE kind WHEN 'topic' THEN 3 WHEN 'concept' THEN 2 ELSE 1 END AS rank
      FROM search_entry, to_tsquery('english', ${tsquery}) AS asked
      WHERE ${Prisma.join([Prisma.sql`document @@ asked`, ...only], " AND ")}
      ORDER BY is_called DESC, begins DESC, rank DESC, id
      LIMIT ${max}
    ) AS best
    ORDER BY is_called DESC, begins DESC, rank DESC, id`);
}

/** Which of these words stand in an entry, or begin one that does. */
export async function knownBeginnings(database: Database, words: readonly string[]): Promise<Set<string>> {
  const rows = await database.$queryRaw<{ word: string }[]>(Prisma.sql`
    SELECT given.word FROM unnest(${[...words]}::text[]) AS given (word)
    WHERE EXISTS (SELECT 1 FROM search_word WHERE search_word.word LIKE given.word || '%')`);
  return new Set(rows.map(({ word }) => word));
}

export interface NearWord {
  word: string;
  entries: number;
}

/** Words that share most runs of three letters with one that nobody wrote, and are at most `apart` letters longer or shorter. */
export const nearWords = (database: Database, word: string, { apart, max }: { apart: number; max: number }): Promise<NearWord[]> =>
  database.$queryRaw<NearWord[]>(Prisma.sql`
    SELECT word, entries FROM search_word, LATERAL (SELECT count(*) AS shared FROM unnest(trigrams) AS own WHERE own = ANY(${trigramsOf(word)})) AS overlap
    WHERE trigrams && ${trigramsOf(word)} AND length(word) BETWEEN ${word.length - apart} AND ${word.length + apart}
    ORDER BY shared DESC, abs(length(word) - ${word.length}), word
    LIMIT ${max}`);
