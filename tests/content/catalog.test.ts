/** The catalogue serves what was read, in the order of learning, and refuses content with all its faults at once. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import { ContentError } from "@/server/catalog/catalog-error";
import { makeShingles } from "@/server/catalog/shingles";
import { toReference } from "@/server/catalog/to-reference";
import { CHECKPOINT, LOG } from "./breaks";

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "catalog-"));
  fs.cpSync(path.join(import.meta.dirname, "fixture"), folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Changes one text of one file for the time of a test. */
function withChange(file: string, from: string, to: string, act: () => void): void {
  const place = path.join(folder, file);
  const text = fs.readFileSync(place, "utf8");
  expect(text).toContain(from);
  fs.writeFileSync(place, text.replace(from, to));
  try {
    act();
  } finally {
    fs.writeFileSync(place, text);
  }
}

describe("loadCatalog", () => {
  test("topics in the order of teaching, concepts, cards and exercises in the order of learning", () => {
    const { topics, concepts, cards, exercises, plans, inventory } = loadCatalog(folder);
    expect(topics).toEqual([
      { id: "storage", title: "Storage", order: 1, conceptIds: ["write-ahead-log", "checkpoint"], plannedCount: 3 },
      { id: "other", title: "Something else", order: 2, conceptIds: [], plannedCount: 0 },
    ]);
    expect([...concepts.keys()]).toEqual(["write-ahead-log", "checkpoint"]);
    expect([...cards.values()].map(({ id, order }) => `${order} ${id}`)).toEqual([
      "1 write-ahead-log.order-of-writes",
      "2 write-ahead-log.why-append",
      "3 write-ahead-log.disk-gone",
      "4 write-ahead-log.flushes-per-second",
      "5 write-ahead-log.path-of-a-commit",
      "6 checkpoint.what-it-shortens",
    ]);
    expect([...exercises.values()].map(({ order }) => order)).toEqual(Array.from(exercises, (_, index) => index + 1));
    expect([plans.size, inventory.size]).toEqual([1, 3]);
  });

  test("what was left out in the file is explicit, and citations are references", () => {
    const { cards, exercises, concepts } = loadCatalog(folder);
    const card = cards.get("checkpoint.what-it-shortens");
    expect(card).toMatchObject({ conceptId: "checkpoint", topicId: "storage", family: null, references: [{ id: "aries-1992" }] });
    expect(exercises.get("write-ahead-log.x-group-commit")?.exercise).toMatchObject({
      draw: { group: { integer: [2, 40], step: 1 } },
      cite: ["gray-reuter-1992"],
    });
    expect(exercises.get("checkpoint.x-replay")?.exercise).toMatchObject({ options: [{ right: true, say: null }, { right: false }, { right: false }] });
    expect(concepts.get("write-ahead-log")).toMatchObject({ requires: ["fsync"], tier: "core", order: 2, caution: { docs: ["000"] } });
  });

  test("of a lab learners get all but its keys", () => {
    const { labs } = loadCatalog(folder);
    const lab = labs.get("unique-ids");
    expect(lab).toMatchObject({ topicId: "storage", conceptIds: ["fsync", "write-ahead-log"], order: 1, minutes: 30 });
    expect(lab?.checks.map(({ id, points, stage }) => [id, points, stage])).toEqual([["answers", 20, null], ["unique", 40, null], ["restarts", 20, null], ["sorted", 20, null]]);
    expect(lab?.checks[1]?.holdsHtml).toBe("No two answers hold <strong>the same</strong> id.");
    expect(lab?.briefHtml).toMatch(/^<h2>What to build<\/h2>[^]*<td>memory is lost<\/td>/);
    expect(lab?.messagesHtml).toContain("<pre><code");
    expect(lab?.hintsHtml).toHaveLength(3);
    expect(lab?.starter).toContain("export default");
    const served = JSON.stringify(lab);
    for (const secret of ["the reference program", "// one", "cut off from it"]) expect(served).not.toContain(secret);
  });

  test("hashes change with the content, and only with theirs", () => {
    const before = loadCatalog(folder);
    withChange(CHECKPOINT, "ten minutes after", "nine minutes after", () => {
      const after = loadCatalog(folder);
      const hash = (catalog: typeof before, id: string) => catalog.exercises.get(id)?.contentHash;
      expect(after.contentHash).not.toBe(before.contentHash);
      expect(hash(after, "checkpoint.x-replay")).not.toBe(hash(before, "checkpoint.x-replay"));
      expect(hash(after, "write-ahead-log.x-match")).toBe(hash(before, "write-ahead-log.x-match"));
    });
    expect(loadCatalog(folder).contentHash).toBe(before.contentHash);
  });

  test("one error lists the faults of all files", () => {
    withChange(CHECKPOINT, "role: fact", "role: fiction", () =>
      withChange(LOG, "id: write-ahead-log.x-needs", "id: write-ahead-log.x-order", () =>
        withChange("topics.yaml", "- id: other", "- name: other", () => {
          let thrown: unknown;
          try {
            loadCatalog(folder);
          } catch (problem) {
            thrown = problem;
          }
          expect(thrown).toBeInstanceOf(ContentError);
          const { message } = thrown as ContentError;
          expect(message).toMatch(/^The content cannot be served: \d errors\.\n/);
          expect(message).toContain(`${folder}/${CHECKPOINT}:22: E1.value role is none of`);
          expect(message).toMatch(/write-ahead-log\.yaml:\d+: E2\.twice write-ahead-log\.x-order/);
          expect(message).toMatch(/topics\.yaml:\d+: E1\.field/);
          expect(message).toContain('"npm run --silent content -- check"');
        }),
      ),
    );
  });

  test("a fault of style does not stop a process", () => {
    withChange(CHECKPOINT, "Which duration does that cut, and why?", "Is that good?", () => expect(loadCatalog(folder).cards.size).toBe(6));
  });
});

describe("toReference", () => {
  const reference = { id: "x", type: "paper" as const, year: 2001, title: "T", venue: "V", where: "W", checked: "none" as const };

  test.each([
    [["Ada Lovelace"], "Ada Lovelace"],
    [["Ada Lovelace", "Grace Hopper"], "Ada Lovelace and Grace Hopper"],
    [["A", "B", "C"], "A, B and C"],
    [["A", "et al."], "A et al."],
  ])("%j are %s", (authors, shown) => expect(toReference({ ...reference, authors }).authors).toBe(shown));

  test("a DOI is an address, and what was not reached is not verified", () => {
    expect(toReference({ ...reference, authors: ["A"], doi: "10.1145/1.2" })).toMatchObject({ url: "https://doi.org/10.1145/1.2", verified: false });
    expect(toReference({ ...reference, authors: ["A"], url: "https://a.org/b", checked: "record" })).toMatchObject({ url: "https://a.org/b", verified: true });
  });
});
