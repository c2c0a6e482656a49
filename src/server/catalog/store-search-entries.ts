/** The search index in the database: what is unchanged is left alone, what is gone from the content is removed. */
import type pg from "pg";
import type { SearchEntry } from "./search-entries";
import { trigramsOf, vocabulary } from "./search-words";

/** Any number that no other part of the product takes a lock by. */
const LOCK = 7_243_001;

export interface Loaded {
  readonly loaded: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** Brings the table to exactly these entries, in one transaction. */
export async function loadSearchEntries(client: pg.ClientBase, entries: readonly SearchEntry[]): Promise<Loaded> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const { rows } = await client.query<{ id: string; content_hash: string }>("SELECT id, content_hash FROM search_entry");
    const stored = new Map(rows.map(({ id, content_hash }) => [id, content_hash]));
    const changed = entries.filter(({ id, contentHash }) => stored.get(id) !== contentHash);
    const wanted = new Set(entries.map(({ id }) => id));
    const gone = rows.filter(({ id }) => !wanted.has(id)).map(({ id }) => id);
    await client.query("DELETE FROM search_entry WHERE id = ANY($1)", [gone]);
    await upsert(client, changed);
    if (changed.length + gone.length > 0) await replaceWords(client, entries);
    await client.query("COMMIT");
    return { loaded: changed.length, unchanged: entries.length - changed.length, removed: gone.length };
  } catch (problem) {
    await client.query("ROLLBACK");
    throw problem;
  }
}

async function upsert(client: pg.ClientBase, entries: readonly SearchEntry[]): Promise<void> {
  const column = <K extends keyof SearchEntry>(name: K) => entries.map((entry) => entry[name]);
  await client.query(
    `INSERT INTO search_entry (id, kind, concept_id, topic_id, title, names, tier, body, content_hash)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, concept_id = excluded.concept_id, topic_id = excluded.topic_id,
       title = excluded.title, names = excluded.names, tier = excluded.tier, body = excluded.body, content_hash = excluded.content_hash`,
    [column("id"), column("kind"), column("conceptId"), column("topicId"), column("title"), column("names"), column("tier"), column("body"), column("contentHash")],
  );
}

/** A trigram holds blanks, letters and digits, never this. */
const BETWEEN = "|";

async function replaceWords(client: pg.ClientBase, entries: readonly SearchEntry[]): Promise<void> {
  const words = vocabulary(entries);
  await client.query("DELETE FROM search_word");
  await client.query(
    `INSERT INTO search_word (word, trigrams, entries)
     SELECT word, string_to_array(trigrams, $4), entries FROM unnest($1::text[], $2::text[], $3::int[]) AS given (word, trigrams, entries)`,
    [words.map(({ word }) => word), words.map(({ word }) => trigramsOf(word).join(BETWEEN)), words.map((row) => row.entries), BETWEEN],
  );
}
