/** One concept, one file: content/concepts/<topic>/<concept>.yaml. Unknown fields are errors. */
import { z } from "zod";
import { card } from "./card";
import { exercise } from "./exercise-file";
import { cite, conceptId, markdown, topicId } from "./text";

export const TIERS = ["core", "standard", "reference"] as const;
export type Tier = (typeof TIERS)[number];

const documentId = z.enum(["000", "001", "002", "003"]).describe("number of a source document");

export const documentNote = z.strictObject({
  doc: documentId,
  at: z
    .array(z.string().regex(/^L\d+(\.\d+)?$/, "is not a line reference such as L15 or L15.12"))
    .min(1)
    .describe("lines of the document that mention the concept"),
  says: z.string().min(1).describe("its claim in our words, 15-200 characters"),
  verdict: z.enum(["right", "simplified", "wrong", "names-only"]).describe("how its claim stands to the references"),
});

export const reference = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not a kebab word such as lamport-1978").describe("a kebab word such as lamport-1978, by which parts cite it"),
  type: z.enum(["paper", "book", "thesis", "standard", "docs", "report"]).describe("what it is"),
  authors: z.array(z.string().min(1)).min(1).describe("people, or the body that publishes it"),
  year: z.int().describe("of publication"),
  title: z.string().min(1).describe("as published"),
  venue: z.string().min(1).describe("journal, conference, publisher or site"),
  where: z.string().min(1).describe("the section that carries the claim"),
  doi: z.string().optional().describe("10.x/...; a reference has this or url"),
  url: z.string().optional().describe("an https address"),
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
  tier: z.enum(TIERS).describe("how much is asked: core 4-6 cards and 3 exercises, standard 2-3 and 1, reference 1 and 1"),
  requires: z.array(conceptId).max(4).describe("concepts to know first, as in the concept list"),
  requiresChanged: z.string().min(1).optional().describe("why the prerequisites differ from the concept list"),
  sources: z.strictObject({
    documents: z.array(documentNote).describe("what each source document says"),
    references: z.array(reference).min(1).describe("what proves it; each is cited"),
  }).describe("where the facts come from"),
  note: markdown.describe("80-200 words: what it is, why it matters, how it fails; no headings, no lists"),
  caution: caution.nullable().describe("a common sentence that misleads, and the fact; null if there is none"),
  cautionDropped: z.string().min(1).optional().describe("why the caution of the concept list is not answered here"),
  cards: z.array(card).describe("scheduled for review; a number by tier"),
  exercises: z.array(exercise).describe("graded; a number by tier"),
  retired: z.array(z.string().min(1)).optional().describe("ids that are never shown and never used again"),
});

export type ConceptFile = z.infer<typeof conceptFile>;
export type ReferenceFile = z.infer<typeof reference>;
export type DocumentNoteFile = z.infer<typeof documentNote>;
export type CautionFile = z.infer<typeof caution>;
