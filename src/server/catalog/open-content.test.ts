/** Goal: an author who saves a file sees it without a restart, and a broken save breaks nothing. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openContent } from "./catalog";
import { makeShingles } from "./shingles";

const FIXTURE = path.join(import.meta.dirname, "../../../tests/content/fixture");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "follow-"));
const CHECKPOINT = path.join(folder, "concepts/storage/checkpoint.yaml");
fs.cpSync(FIXTURE, folder, { recursive: true });
fs.writeFileSync(path.join(folder, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const content = openContent(folder, { follow: true });
/** As somebody holds it who was given it at the start. */
const { catalog } = content;
const title = () => catalog.concepts.get("checkpoint")?.title;

test("a saved file is served, a broken one is not, and the last good catalogue stays", async () => {
  const good = fs.readFileSync(CHECKPOINT, "utf8");
  const before = title();
  expect([content.readings(), content.refused()]).toEqual([1, []]);

  fs.writeFileSync(CHECKPOINT, good.replace(`title: ${before}`, "title: Another name"));
  await expect.poll(title).toBe("Another name");

  fs.writeFileSync(CHECKPOINT, good.replace(`title: ${before}`, "title: [A third"));
  await expect.poll(() => content.refused().map(({ file, code }) => `${file} ${code}`)).toContain("concepts/storage/checkpoint.yaml E0.yaml");
  expect(title()).toBe("Another name");

  // As editors save: another file takes the place.
  fs.writeFileSync(`${CHECKPOINT}~`, good);
  fs.renameSync(`${CHECKPOINT}~`, CHECKPOINT);
  await expect.poll(title).toBe(before);
  expect(content.refused()).toEqual([]);
});

test("without following, what was read at the start stays", async () => {
  const still = openContent(folder, { follow: false });
  fs.appendFileSync(CHECKPOINT, "\n# saved again\n");
  await expect.poll(() => content.tree().sources.get("concepts/storage/checkpoint.yaml")?.text).toContain("# saved again");
  expect(still.tree().sources.get("concepts/storage/checkpoint.yaml")?.text).not.toContain("# saved again");
});
