/** How the library speaks of what an author wrote as a code word. */
import type { ConceptOutput } from "@/contracts/today/today";

/** What a concept's tier asks of a learner. */
export const TIER_WORDS: Record<ConceptOutput["tier"], string> = {
  core: "core: everybody needs it",
  standard: "standard",
  reference: "reference: to look up",
};

export const STATE_WORDS: Record<ConceptOutput["cards"][number]["state"], string> = {
  new: "not met yet",
  learning: "being learnt",
  review: "in review",
  relearning: "being relearnt",
};

const TYPE_WORDS: Record<string, string> = { mcq: "one answer", multi: "several answers", order: "order", match: "match", numeric: "number" };

/** "one answer · difficulty 3 of 5 · about 3 minutes" is built from these; a type that has no words yet keeps its name. */
export const typeWords = (type: string): string => TYPE_WORDS[type] ?? type;

export type DocumentVerdict = { kind: "pass" | "fail" | null; words: string };

const DOCUMENT_VERDICTS: Record<string, DocumentVerdict> = {
  right: { kind: "pass", words: "holds" },
  wrong: { kind: "fail", words: "does not hold" },
  simplified: { kind: null, words: "simplified" },
  "names-only": { kind: null, words: "only names it" },
};

/** How far a sentence of a source document holds, as a shape and words. */
export const documentVerdict = (verdict: string): DocumentVerdict => DOCUMENT_VERDICTS[verdict] ?? { kind: null, words: verdict };
