/** What every rule of the content check is: a pure function of what was read. */
import type { CardFile } from "@/contracts/content/card";
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import type { At, ContentTree, Finding, Path, ReadConcept } from "../content-tree";
import { plainText } from "../text";

export type Rule = (tree: ContentTree) => Finding[];

/** Collects the findings about one file. */
export class Findings {
  readonly list: Finding[] = [];

  constructor(private readonly file: string) {}

  error(code: string, path: Path, message: string, near?: string): void {
    this.list.push({ file: this.file, code, path, message, ...(near === undefined ? {} : { near }) });
  }

  warn(code: string, path: Path, message: string): void {
    this.list.push({ file: this.file, code, path, message, level: "warning" });
  }

  /** The length of a text without its Markdown, in characters. */
  length(code: string, path: Path, what: string, text: string, [min, max]: readonly [number, number]): void {
    const { length } = plainText(text);
    if (length < min || length > max) this.error(code, path, `${what}: ${length} characters, allowed ${min}-${max}`);
  }
}

/** A rule that looks at one concept at a time. */
export const forEachConcept =
  (check: (concept: ReadConcept, findings: Findings, tree: ContentTree) => void): Rule =>
  (tree) =>
    tree.concepts.flatMap((concept) => {
      const findings = new Findings(concept.file);
      check(concept, findings, tree);
      return findings.list;
    });

/** A rule that looks at one card at a time. */
export const forEachCard = (check: (card: CardFile, path: Path, findings: Findings, concept: ReadConcept) => void): Rule =>
  forEachConcept((concept, findings) => {
    for (const { value, path } of concept.cards) check(value, path, findings, concept);
  });

/** A rule that looks at the exercises of some types, one at a time. */
export const forEachExercise = <T extends ExerciseFile["type"]>(
  types: readonly T[],
  check: (exercise: Extract<ExerciseFile, { type: T }>, path: Path, findings: Findings) => void,
): Rule =>
  forEachConcept((concept, findings) => {
    for (const { value, path } of concept.exercises as readonly At<Extract<ExerciseFile, { type: T }>>[]) {
      if (types.includes(value.type as T)) check(value, path, findings);
    }
  });

/** A rule that looks at every exercise, whatever its type. */
export const forAllExercises = (check: (exercise: ExerciseFile, path: Path, findings: Findings) => void): Rule =>
  forEachConcept((concept, findings) => {
    for (const { value, path } of concept.exercises) check(value, path, findings);
  });

/** What a card shows first. */
export const faceOf = (card: CardFile): string => (card.kind === "cloze" ? card.text : card.front);

/** What appears more than once in a list, once each. */
export const repeated = <T>(values: readonly T[]): T[] => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
