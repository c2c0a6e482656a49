/** The content files as their authors see them: what can be read is shown, whatever else is wrong with the file. */
import { type CardSides, type PreviewFileOutput, type PreviewListOutput, type Problem as ShownProblem, WORKED_VARIANT } from "@/contracts/authoring/preview";
import type { CardFile } from "@/contracts/content/card";
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import { kindOfFile } from "@/contracts/content/kinds";
import type { Instant } from "@/domain/kernel/instant";
import type { Content } from "../catalog/catalog";
import { findProblemsOf, type Problem } from "../catalog/check-content";
import type { ContentTree, ReadConcept } from "../catalog/content-tree";
import { renderCloze, renderDocument, renderInline, renderMarkdown } from "../catalog/render";
import { textsOf } from "../catalog/text";
import { toReference } from "../catalog/to-reference";

/** A seed to begin with where each variant is another one. */
const FIRST_SEED = "1";

/** All files that hold something to show, in the order of their names. */
export function listFiles(content: Content): PreviewListOutput {
  const tree = content.tree();
  const files = [...tree.sources.keys()].sort().flatMap((file) => {
    const kind = kindOfFile(file);
    return kind === null || file.endsWith(".json") ? [] : [{ file, kind: kind.name, title: titleOf(tree, file) }];
  });
  return { files, refused: content.refused().map((problem) => shown(tree, problem)) };
}

/** One file with everything that is wrong with it; null if there is none of this name. */
export function viewFile(content: Content, file: string, now: Instant): PreviewFileOutput | null {
  const tree = content.tree();
  const kind = kindOfFile(file);
  if (kind === null || !tree.sources.has(file)) return null;
  const concept = conceptIn(tree, file);
  return {
    file,
    title: titleOf(tree, file),
    kind: kind.name,
    problems: findProblemsOf(tree, file, new Date(now).getFullYear()).map((problem) => shown(tree, problem)),
    concept: concept === undefined ? null : conceptParts(concept),
    fields: concept === undefined ? fieldsOf(tree, file) : [],
  };
}

export const conceptIn = (tree: ContentTree, file: string): ReadConcept | undefined => tree.concepts.find((concept) => concept.file === file);

function titleOf(tree: ContentTree, file: string): string {
  const read = conceptIn(tree, file)?.head ?? tree.labs.find((lab) => lab.file === file)?.lab ?? tree.scenarios.find((one) => one.file === file)?.scenario ?? tree.plans.find((one) => one.file === file)?.plan;
  return typeof read?.title === "string" ? read.title : file;
}

const shown = (tree: ContentTree, problem: Problem): ShownProblem => ({
  ...problem,
  text: tree.sources.get(problem.file)?.text.split("\n")[problem.line - 1] ?? "",
});

function conceptParts({ name, head, caution, references, cards, exercises }: ReadConcept): PreviewFileOutput["concept"] {
  return {
    id: name,
    noteHtml: typeof head.note === "string" ? renderMarkdown(head.note) : "",
    caution: caution === null ? null : { quotedHtml: renderInline(caution.value.quoted), correctHtml: renderInline(caution.value.correct) },
    references: references.map(({ value }) => toReference(value)),
    cards: cards.map(({ value }) => sidesOf(value)),
    exercises: exercises.map(({ value }) => ({ id: value.id, title: value.title, type: value.type, variants: variantsOf(value) })),
  };
}

/** The variants that have a name: the worked one of a generator. */
const variantsOf = ({ type }: ExerciseFile): string[] => (type === "trace" ? [FIRST_SEED, WORKED_VARIANT] : [FIRST_SEED]);

function sidesOf(card: CardFile): CardSides {
  const { id, kind, role } = card;
  const whyHtml = card.why === undefined ? null : renderMarkdown(card.why);
  if (card.kind === "cloze") return { id, kind, role, frontHtml: renderCloze(card.text, "question"), backHtml: renderCloze(card.text, "answer"), whyHtml };
  const back = card.kind === "sequence" ? card.steps.map((step, index) => `${index + 1}. ${step}`).join("\n") : card.back;
  const accepted = card.kind === "type-in" ? `\n\nAccepted: ${card.accept.map((text) => `\`${text}\``).join(", ")}` : "";
  return { id, kind, role, frontHtml: renderMarkdown(card.front), backHtml: renderMarkdown(back + accepted), whyHtml };
}

/** The texts of a scenario, a lab or a plan as they stand in it; of a lab also its brief and its messages. */
function fieldsOf(tree: ContentTree, file: string): PreviewFileOutput["fields"] {
  const lab = tree.labs.find((one) => one.file === file);
  const lists: Readonly<Record<string, unknown>> = { "topics.yaml": tree.topics, "labs-map.yaml": tree.labsMap, "aliases.yaml": tree.aliases };
  const value = lab?.lab ?? tree.scenarios.find((one) => one.file === file)?.scenario ?? tree.plans.find((one) => one.file === file)?.plan ?? lists[file];
  const texts = textsOf(value).map(({ path, text }) => ({ path: path.join(" "), html: renderInline(text) }));
  const documents = [...(lab?.texts ?? [])].filter(([name]) => name.endsWith(".md")).map(([name, text]) => ({ path: name, html: renderDocument(text) }));
  return [...documents, ...texts];
}
