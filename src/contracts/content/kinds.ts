/** Every kind of file in content/ that is data: where it lies, and the shape that the content check reads it by. */
import type { z } from "zod";
import { aliasesFile } from "./aliases-file";
import { conceptFile } from "./concept-file";
import { inventoryFile, shinglesFile } from "./inventory-file";
import { labFile } from "./lab-file";
import { labsMapFile } from "./labs-map-file";
import { planFile } from "./plan";
import { scenarioFile } from "./scenario-file";
import { topicsFile } from "./topics-file";

export interface ContentKind {
  readonly name: string;
  readonly title: string;
  /** Relative to the content folder; `*` stands for one name, as in the settings of an editor. */
  readonly files: string;
  readonly shape: z.ZodType;
}

export const CONTENT_KINDS: readonly ContentKind[] = [
  { name: "concept", title: "A concept with its cards and exercises", files: "concepts/*/*.yaml", shape: conceptFile },
  { name: "scenario", title: "An interview scenario", files: "interviews/*.yaml", shape: scenarioFile },
  { name: "lab", title: "A lab", files: "labs/*/lab.yaml", shape: labFile },
  { name: "plan", title: "A study plan", files: "plans/*.yaml", shape: planFile },
  { name: "topics", title: "The topics in the order of teaching", files: "topics.yaml", shape: topicsFile },
  { name: "aliases", title: "The words of concepts beside their titles", files: "aliases.yaml", shape: aliasesFile },
  { name: "labs-map", title: "Where each lab theme can be tried out", files: "labs-map.yaml", shape: labsMapFile },
  { name: "inventory", title: "The list of all concepts", files: "inventory.json", shape: inventoryFile },
  { name: "source-shingles", title: "Hashes of the source documents", files: "source-shingles.json", shape: shinglesFile },
];

/** The kind of a file by its place; null for one that is no data, such as a lab's brief. */
export const kindOfFile = (file: string): ContentKind | null => CONTENT_KINDS.find(({ files }) => placeOf(files).test(file)) ?? null;

const placeOf = (files: string): RegExp => new RegExp(`^${files.replaceAll(".", "\\.").replaceAll("*", "[^/]+")}$`);
