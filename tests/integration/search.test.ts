/** Search over the whole curriculum: other names, spellings and typing mistakes find what was meant; nothing gives an answer away. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEARCH_HITS, type SearchFilter } from "@/contracts/today/search";
import { instant } from "@/domain/kernel/instant";
import { random } from "@/domain/kernel/seeded-random";
import { loadCatalog } from "@/server/catalog/catalog";
import { searchEntries } from "@/server/catalog/search-entries";
import { loadSearchEntries } from "@/server/catalog/store-search-entries";
import { search } from "@/server/today/search";
import { makeLearner } from "../support/lab-runs";
import { testDatabase, type TestDatabase } from "../support/database";

const catalog = loadCatalog("content");
let home: TestDatabase;
let userId: string;
beforeAll(async () => {
  home = await testDatabase();
  const client = new pg.Client({ connectionString: home.url });
  await client.connect();
  await loadSearchEntries(client, searchEntries(catalog));
  await client.query("ANALYZE");
  await client.end();
  userId = await makeLearner(home.database);
}, 120_000);
afterAll(() => home.stop());

const find = (query: string, filter: SearchFilter = {}, onPage = false) =>
  search({ clock: () => instant(Date.UTC(2026, 10, 20)), database: home.database, catalog }, userId, { query, ...filter, onPage });
const first = async (query: string) => (await find(query)).hits[0]?.href;

describe("one thing, many spellings", () => {
  test.each([
    ["2pc", "two-phase-commit"],
    ["2PC", "two-phase-commit"],
    ["two phase commit", "two-phase-commit"],
    ["Two-Phase Commit", "two-phase-commit"],
    ["twophasecommit", "two-phase-commit"],
    ["two phse comit", "two-phase-commit"],
    ["paxoss", "paxos"],
    ["rfat", "raft"],
    ["ráft", "raft"],
    ["k8s", "kubernetes"],
    ["pacelc", "consistency-latency-trade-off"],
    ["loadbalancer", "load-balancer"],
    ["load-balncer", "load-balancer"],
    ["idempotency", "idempotence"],
    ["consistant hashing", "consistent-hashing"],
    ["gosip protocol", "gossip"],
  ])("%s is %s", async (query, concept) => {
    expect(await first(query)).toBe(`/library/concepts/${concept}`);
  });

  test("a correction is told", async () => {
    expect((await find("paxoss")).corrected).toEqual([{ word: "paxoss", to: ["paxos"] }]);
    expect((await find("paxos")).corrected).toEqual([]);
  });
});

test("one wrong letter in a title still finds its concept among the first", async () => {
  const chance = random(7, "typing mistakes");
  const titles = [...catalog.concepts.values()].filter(({ title }) => title.length >= 6);
  const missed: string[] = [];
  const times: number[] = [];
  for (const { id, title } of titles.filter((_, index) => index % 4 === 0)) {
    const at = 1 + chance.index(title.length - 2);
    const typed = `${title.slice(0, at)}${title.slice(at + 1)}`;
    const began = performance.now();
    const { hits } = await find(typed);
    times.push(performance.now() - began);
    if (!hits.some(({ href }) => href === `/library/concepts/${id}`)) missed.push(typed);
  }
  const p95 = times.sort((one, other) => one - other)[Math.floor(times.length * 0.95)];
  console.log(`${times.length} searches with a mistake: p50 ${times[times.length >> 1]?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms; not found: ${missed.join(" | ")}`);
  expect(missed.length).toBeLessThanOrEqual(times.length * 0.05);
}, 120_000);

describe("filters", () => {
  test("keep only what is asked for", async () => {
    const kinds = async (filter: SearchFilter) => [...new Set((await find("raft", filter, true)).hits.map(({ kind }) => kind))];
    expect(await kinds({ kind: "card" })).toEqual(["card"]);
    expect(await kinds({ kind: "lab" })).toEqual(["lab"]);
    expect((await find("lock", { kind: "scenario" })).hits[0]?.href).toBe("/interviews/new?scenario=lock-service");
    const topics = (await find("consistency", { topic: "transactions" }, true)).hits.map(({ topic }) => topic);
    expect(new Set(topics).size).toBe(1);
    const tiers = (await find("raft", { tier: "reference", kind: "concept" }, true)).hits.map(({ href }) => catalog.concepts.get(href.split("/").at(-1) ?? "")?.tier);
    expect(new Set(tiers)).toEqual(new Set(["reference"]));
  });

  test("of somebody who has met no card, everything is not begun and nothing due or weak", async () => {
    const count = async (standing: SearchFilter["standing"]) => (await find("raft", { standing }, true)).hits.length;
    expect([await count("due"), await count("weak")]).toEqual([0, 0]);
    expect(await count("not-begun")).toBeGreaterThan(5);
  });
});

describe("what is shown", () => {
  test("no excerpt of cards and exercises, whose other words are answers", async () => {
    const { hits } = await find("leader", {}, true);
    const withExcerpt = new Set(hits.filter(({ excerpt }) => excerpt !== null).map(({ kind }) => kind));
    expect(withExcerpt.has("concept")).toBe(true);
    expect([withExcerpt.has("card"), withExcerpt.has("exercise")]).toEqual([false, false]);
  });

  test("matches are marked", async () => {
    const title = (await find("raft")).hits[0]?.title;
    expect(title).toEqual([{ text: "Raft", isMatch: true }]);
  });

  test("words that never stand together give what has some of them, and it is said", async () => {
    const { hits, isPartial } = await find("raft apigee");
    expect([hits.length > 0, isPartial]).toEqual([true, true]);
  });

  test.each(["", "  ", "'\"\\;--", "!!! & |", "zzzzzzzzqqqq"])("%j finds nothing and breaks nothing", async (query) => {
    expect((await find(query)).hits).toEqual([]);
  });

  test("no more than there is room for", async () => {
    expect((await find("a system that fails")).hits.length).toBeLessThanOrEqual(SEARCH_HITS.palette);
    expect((await find("data", {}, true)).hits.length).toBe(SEARCH_HITS.page);
  });
});
