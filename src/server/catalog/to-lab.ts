import { assert } from "@/domain/kernel/assert";
import type { CatalogLab } from "./catalog-shape";
import type { ReadLab } from "./content-tree";
import { renderDocument, renderInline, renderMarkdown } from "./render";

/** From a lab's folder to what learners may see of it: the reference and the wrong programs are left behind here. */
export function toLab({ file, lab, texts }: ReadLab): CatalogLab {
  assert(lab !== null, `${file} has passed the structure rules`);
  const { id, title, topic, order, summary, skill, minutes, lines, concepts, faults, checks, hints, references } = lab;
  const text = (name: string) => texts.get(name) ?? "";
  return {
    ...{ id, title, order, summary, skill, minutes, lines, faults, references },
    topicId: topic,
    conceptIds: concepts,
    checks: checks.map(({ stage, holds, measures = [], ...check }) => ({
      ...check,
      stage: stage ?? null,
      holdsHtml: renderInline(holds),
      measures: measures.map(({ figure, bar, gold = null }) => ({ figure, bar, gold })),
    })),
    briefHtml: renderDocument(text("brief.md")),
    messagesHtml: renderDocument(text("messages.md")),
    hintsHtml: hints.map((hint) => renderMarkdown(hint)),
    starter: text("starter.ts"),
  };
}
