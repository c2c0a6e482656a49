/** One concept, one file: content/concepts/<topic>/<concept>.yaml. Unknown fields are errors. */
import { z } from "zod";
import { card } from "./card";
import { exercise } from "./exercise-file";
import { cite, conceptId, markdown, topicId } from "./text";

export const TIERS = ["core", "standard", "reference"] as const;
export type Tier = (typeof TIERS)[number];

const documentId = z.enum(["000", "001", "002", "003"]);

export const documentNote = z.strictObject({
  doc: documentId,
  at: z
    .array(z.string().regex(/^L\d+(\.\d+)?$/, "is not a line reference such as L15 or L15.12"))
    .min(1)
    .describe("lines of the document that mention the concept"),
  says: z.string().min(1).describe("its claim in our words, 15-200 characters"),
  verdict: z.enum(["right", "simplified", "wrong", "names-only"]),
});

export const reference = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not a kebab word such as lamport-1978"),
  type: z.enum(["paper", "book", "thesis", "standard", "docs", "report"]),
  authors: z.array(z.string().min(1)).min(1),
  year: z.int(),
  title: z.string().min(1),
  venue: z.string().min(1),
  where: z.string().min(1).describe("the section that carries the claim"),
  doi: z.string().optional(),
  url: z.string().optional(),
  checked: z
    .enum(["text", "quoted", "record", "none"])
    .describe("text: read; quoted: read as a quotation; record: title and authors compared; none: not reached"),
  seen: z.string().optional().describe("the address at which it was read; needed for text and quoted"),
});

export const caution = z.strictObject({
  quoted: z.string().min(1).describe("the common sentence, stated fairly"),
  docs: z.array(documentId).describe("documents that say it; may be empty"),
  correct: z.string().min(1).describe("the fact, and where the common sentence would mislead"),
  cite,
  taught: z.array(z.string().min(1)).describe("cards and exercises that teach it"),
});

export const conceptFile = z.strictObject({
  id: conceptId,
  title: z.string().min(1).describe("as a learner would say it, 3-60 characters"),
  topic: topicId,
  kind: z.string().min(1).describe("copied from the concept list"),
  tier: z.enum(TIERS),
  requires: z.array(conceptId).max(4),
  requiresChanged: z.string().min(1).optional().describe("why the prerequisites differ from the concept list"),
  sources: z.strictObject({
    documents: z.array(documentNote),
    references: z.array(reference).min(1),
  }),
  note: markdown.describe("80-200 words: what it is, why it matters, how it fails; no headings, no lists"),
  caution: caution.nullable(),
  cautionDropped: z.string().min(1).optional().describe("why the caution of the concept list is not answered here"),
  cards: z.array(card),
  exercises: z.array(exercise),
  retired: z.array(z.string().min(1)).optional().describe("ids that are never shown and never used again"),
});

export type ConceptFile = z.infer<typeof conceptFile>;
export type ReferenceFile = z.infer<typeof reference>;
export type DocumentNoteFile = z.infer<typeof documentNote>;
export type CautionFile = z.infer<typeof caution>;
