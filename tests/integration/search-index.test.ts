/** The search index follows the content: loaded once, left alone when nothing changed, cleaned of what is gone. */
import { spawnSync } from "node:child_process";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import { type SearchEntry, searchEntries } from "@/server/catalog/search-entries";
import { loadSearchEntries } from "@/server/catalog/store-search-entries";
import { testDatabase, type TestDatabase } from "../support/database";

let home: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  home = await testDatabase();
  client = new pg.Client({ connectionString: home.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await home.stop();
});
beforeEach(() => home.database.searchEntry.deleteMany());

const entries = searchEntries(loadCatalog("content"));
const changed = (entry: SearchEntry | undefined, title: string) => ({ ...(entry as SearchEntry), title, contentHash: title });

test("a second load changes nothing; a changed entry is written, a missing one removed", async () => {
  expect(await loadSearchEntries(client, entries)).toEqual({ loaded: entries.length, unchanged: 0, removed: 0 });
  expect(await loadSearchEntries(client, entries)).toEqual({ loaded: 0, unchanged: entries.length, removed: 0 });

  const next = [changed(entries[1], "Another title"), ...entries.slice(2)];
  expect(await loadSearchEntries(client, next)).toEqual({ loaded: 1, unchanged: entries.length - 2, removed: 1 });
  const stored = await home.database.searchEntry.findMany({ select: { id: true, title: true }, orderBy: { id: "asc" } });
  const expected = next.map(({ id, title }) => ({ id, title })).sort((one, other) => (one.id < other.id ? -1 : 1));
  expect(stored.sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(expected);
});

test("a load that fails leaves the index as it was", async () => {
  await loadSearchEntries(client, entries);
  const broken = [changed(entries[0], "New"), { ...changed(entries[1], "Bad"), title: null as unknown as string }];
  await expect(loadSearchEntries(client, broken)).rejects.toThrow(/null value/);
  expect(await home.database.searchEntry.count()).toBe(entries.length);
  expect(await loadSearchEntries(client, entries)).toMatchObject({ loaded: 0, removed: 0 });
});

test("two loads at once leave one whole index", async () => {
  const other = new pg.Client({ connectionString: home.url });
  await other.connect();
  try {
    const both = await Promise.all([loadSearchEntries(client, entries), loadSearchEntries(other, entries)]);
    expect(both.map(({ loaded }) => loaded).sort((one, two) => one - two)).toEqual([0, entries.length]);
  } finally {
    await other.end();
  }
});

test("the command prints one line of JSON, and says what is missing", () => {
  const run = (env: Record<string, string>) => {
    const args = ["--import", "tsx", "src/server/catalog/load-content.ts"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { NODE_ENV: "test", PATH: process.env.PATH ?? "", ...env }, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const good = run({ DATABASE_URL: home.url });
  expect(good).toMatchObject({ status: 0, stderr: "" });
  expect(good.stdout.trim().split("\n").map((line) => JSON.parse(line) as unknown)).toEqual([{ loaded: entries.length, unchanged: 0, removed: 0 }]);
  expect(run({})).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("DATABASE_URL is not set") });
  expect(run({ DATABASE_URL: home.url, CONTENT_DIR: "tests" })).toMatchObject({ status: 1, stderr: expect.stringContaining("tests/topics.yaml:1: E0.missing") });
});

test("an entry's title gives no answer away", () => {
  const cloze = [...loadCatalog("content").cards.values()].filter((card) => card.kind === "cloze");
  expect(cloze.length).toBeGreaterThan(0);
  for (const card of cloze) {
    const answer = /\{\{([^:}]*)/.exec(card.text)?.[1] ?? "";
    expect(entries.find(({ id }) => id === `card:${card.id}`)?.title).not.toContain(answer);
  }
});
