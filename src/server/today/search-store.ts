import { Prisma } from "@/generated/prisma/client";
import type { Database } from "../platform/database";

export interface SearchRow {
  id: string;
  kind: string;
  conceptId: string | null;
  topicId: string;
  title: string;
}

/** Entries of the search index that match a tsquery of the `english` configuration, the best first. */
export const findEntries = (database: Database, tsquery: string, max: number): Promise<SearchRow[]> =>
  database.$queryRaw<SearchRow[]>(Prisma.sql`
    SELECT id, kind, concept_id AS "conceptId", topic_id AS "topicId", title
    FROM search_entry, to_tsquery('english', ${tsquery}) AS asked
    WHERE document @@ asked
    ORDER BY ts_rank_cd(document, asked) * CASE kind WHEN 'topic' THEN 3 WHEN 'concept' THEN 2 ELSE 1 END DESC, id
    LIMIT ${max}`);
