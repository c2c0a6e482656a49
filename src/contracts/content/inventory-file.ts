/** content/inventory.json: the list of all concepts, also of those whose content is not written yet. */
import { z } from "zod";
import { conceptId, topicId } from "./text";

export const inventoryRow = z.strictObject({
  id: conceptId,
  title: z.string().min(1),
  topic: topicId,
  kind: z.string().min(1),
  order: z.int().min(1).describe("place in the order of learning, from 1"),
  suggestedCards: z.int().min(0),
  requires: z.array(conceptId),
  documents: z.array(z.enum(["000", "001", "002", "003"])).describe("source documents that mention it"),
  caution: z.string().min(1).nullable().describe("what the documents get wrong, if anything"),
});

export const labTheme = z.strictObject({ id: z.string().min(1), title: z.string().min(1) });

export const inventoryFile = z.strictObject({
  labThemes: z.array(labTheme).min(1).describe("what the concepts ask to be tried out; labs-map.yaml says where"),
  concepts: z.array(inventoryRow).min(1).describe("one row a concept, written or not"),
});

/** content/source-shingles.json: hashes of all runs of words of the source documents, to find copied text. */
export const shinglesFile = z.strictObject({
  words: z.int().min(1).describe("words in a run"),
  bits: z.int().min(8).max(52).describe("bits kept of each SHA-256"),
  documents: z.array(z.string().min(1)).describe("numbers of the documents"),
  hashes: z.string().min(1).describe("sorted hashes, packed, base64"),
});

export type InventoryRow = z.infer<typeof inventoryRow>;
export type LabTheme = z.infer<typeof labTheme>;
export type InventoryFile = z.infer<typeof inventoryFile>;
export type ShinglesFile = z.infer<typeof shinglesFile>;
