/** `content inventory`: the two files that stand for the concept list and the source documents in every clone. */
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type InventoryRow, labTheme } from "@/contracts/content/inventory-file";
import { contentDirectory } from "@/server/catalog/read-content";
import { makeShingles } from "@/server/catalog/shingles";

/** The concept list as its makers keep it; what is not used here is let through. */
const curriculumRow = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string(),
  kind: z.string(),
  seeds: z.array(z.object({ file: z.string().min(3) })),
  requires: z.array(z.string()),
  caution: z.string().nullable(),
  practice: z.object({ cards: z.int() }),
});

const DOCUMENT_LETTERS = 3;

/** Writes content/inventory.json and content/source-shingles.json; says what it wrote. */
export function rebuildInventory(folders: { content: string | undefined; curriculum: string; sources: string }): { text: string; isGood: boolean } {
  const directory = contentDirectory(folders.content);
  const rows = readRows(folders.curriculum);
  const themes = z.array(labTheme).parse(JSON.parse(fs.readFileSync(path.join(folders.curriculum, "labs.json"), "utf8")));
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`);
  fs.writeFileSync(path.join(directory, "inventory.json"), `{\n  "labThemes": ${JSON.stringify(themes)},\n  "concepts": [\n${lines.join(",\n")}\n  ]\n}\n`);

  const documents = fs
    .readdirSync(folders.sources)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => ({ name: name.slice(0, DOCUMENT_LETTERS), text: fs.readFileSync(path.join(folders.sources, name), "utf8") }));
  const shingles = makeShingles(documents);
  fs.writeFileSync(path.join(directory, "source-shingles.json"), `${JSON.stringify(shingles, null, 2)}\n`);
  const runs = (Buffer.byteLength(shingles.hashes, "base64") * 8) / shingles.bits;
  const text = `${rows.length} concepts, ${runs} runs of ${shingles.words} words from the documents ${shingles.documents.join(", ")}`;
  return { text, isGood: true };
}

function readRows(curriculum: string): InventoryRow[] {
  const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(curriculum, name), "utf8"));
  const rows = z.array(curriculumRow).parse(read("concepts.json"));
  const order = z.array(z.string()).parse(read("learning-order.json"));
  return rows
    .map(({ id, name, topic, kind, seeds, requires, caution, practice }) => ({
      id,
      title: name,
      topic,
      kind,
      order: order.indexOf(id) + 1,
      suggestedCards: practice.cards,
      requires,
      documents: [...new Set(seeds.map(({ file }) => file.slice(0, DOCUMENT_LETTERS)))].sort() as InventoryRow["documents"],
      caution,
    }))
    .sort((one, other) => one.order - other.order);
}
