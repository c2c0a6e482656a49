/** The content folder as it was read: what could be understood of each file, and where everything stands. */
import type { Aliases } from "@/contracts/content/aliases-file";
import type { CardFile } from "@/contracts/content/card";
import type { CautionFile, ConceptFile, DocumentNoteFile, ReferenceFile } from "@/contracts/content/concept-file";
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import type { InventoryRow, LabTheme, ShinglesFile } from "@/contracts/content/inventory-file";
import type { LabFile } from "@/contracts/content/lab-file";
import type { LabsMapRow } from "@/contracts/content/labs-map-file";
import type { PlanFile } from "@/contracts/content/plan";
import type { ScenarioFile } from "@/contracts/content/scenario-file";
import type { TopicsFile } from "@/contracts/content/topics-file";

/** A way into a file: ["cards", 2, "front"]. */
export type Path = readonly (string | number)[];

/** A fault of a file, before its line is looked up. */
export interface Finding {
  /** Relative to the content folder. */
  readonly file: string;
  /** Such as "E6.yesno": the rule's number in the guide, and which part of it. */
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  readonly level?: "error" | "warning";
  /** Words of the text at `path` that the fault is about, to find the line inside a long text. */
  readonly near?: string;
}

/** A part of a file that has the right shape, and its place. */
export interface At<T> {
  readonly path: Path;
  readonly value: T;
}

/** One text file and the way from a path to a line of it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  /** The line, from 1, of what stands at the path, or of the nearest part of it that exists. */
  lineOf(path: Path, near?: string): number;
}

/** The parts of a concept that have the right shape; what has not is missing here and named in `ContentTree.shape`. */
export interface ReadConcept {
  readonly file: string;
  /** Names of the file without ".yaml" and of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly head: Partial<Omit<ConceptFile, "cards" | "exercises" | "sources" | "caution">>;
  readonly documents: readonly At<DocumentNoteFile>[];
  readonly references: readonly At<ReferenceFile>[];
  readonly caution: At<CautionFile> | null;
  readonly cards: readonly At<CardFile>[];
  readonly exercises: readonly At<ExerciseFile>[];
}

export interface ReadPlan {
  readonly file: string;
  readonly name: string;
  readonly plan: PlanFile;
}

export interface ReadScenario {
  readonly file: string;
  readonly name: string;
  readonly scenario: ScenarioFile;
}

/** A lab's folder. Its programs are here for the checks; the catalogue serves the starter alone. */
export interface ReadLab {
  /** Path of its lab.yaml. */
  readonly file: string;
  /** Name of its folder. */
  readonly name: string;
  /** Null if lab.yaml has the wrong shape. */
  readonly lab: LabFile | null;
  /** The other files of the folder by their names within it, such as "brief.md" or "wrong/no-fsync.ts". */
  readonly texts: ReadonlyMap<string, string>;
}

export interface ContentTree {
  /** The folder, as it was given. */
  readonly directory: string;
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** What does not parse or has the wrong shape. */
  readonly shape: readonly Finding[];
  readonly topics: TopicsFile;
  readonly concepts: readonly ReadConcept[];
  readonly plans: readonly ReadPlan[];
  readonly labs: readonly ReadLab[];
  readonly scenarios: readonly ReadScenario[];
  /** All three null where their file is missing or unreadable, which `shape` then says. */
  readonly labThemes: readonly LabTheme[] | null;
  readonly labsMap: readonly LabsMapRow[] | null;
  readonly aliases: Readonly<Record<string, Aliases>> | null;
  /** By id; null when content/inventory.json is missing or unreadable, which `shape` then says. */
  readonly inventory: ReadonlyMap<string, InventoryRow> | null;
  readonly shingles: ShinglesFile | null;
}
