/** Reads the content folder: every file once, every fault of shape named, nothing thrown. */
import fs from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { aliasesFile } from "@/contracts/content/aliases-file";
import { inventoryFile, type InventoryRow, shinglesFile } from "@/contracts/content/inventory-file";
import { labFile } from "@/contracts/content/lab-file";
import { labsMapFile } from "@/contracts/content/labs-map-file";
import { planFile } from "@/contracts/content/plan";
import { scenarioFile } from "@/contracts/content/scenario-file";
import { topicsFile } from "@/contracts/content/topics-file";
import type { ContentTree, Finding, Path, ReadConcept, ReadLab, ReadPlan, ReadScenario, SourceFile } from "./content-tree";
import { parsePart } from "./parse-part";
import { type ConceptReading, readConcept } from "./read-concept";
import { readYaml, type YamlFile } from "./read-yaml";

/** Where content/ lies: as given, else in CONTENT_DIR, else in the folder in which the process runs. */
export const contentDirectory = (given?: string): string => path.resolve(given ?? process.env.CONTENT_DIR ?? "content");

/** What every lab has beside lab.yaml and its wrong programs. */
const LAB_TEXTS = ["brief.md", "messages.md", "starter.ts", "reference.ts"];
const LAB_FILE = /^labs\/[^/]+\/(lab\.yaml|brief\.md|messages\.md|starter\.ts|reference\.ts|wrong\/[^/]+\.ts)$/;

/** What was read of a file when it last changed. Whoever reads the folder again and again keeps one. */
export type ReadingMemory = Map<string, { readonly text: string; readonly yaml: YamlFile; readonly concept: ConceptReading | null }>;

/**
 * Reads all of it. Files are named relative to the folder, with forward slashes, in alphabetical order. What `memory`
 * knows is not parsed again.
 */
export function readContent(directory: string, memory: ReadingMemory = new Map()): ContentTree {
  const reader = new Reader(directory, memory);
  const topics = reader.yaml("topics.yaml", topicsFile) ?? [];
  const labsMap = reader.yaml("labs-map.yaml", labsMapFile);
  const aliases = reader.yaml("aliases.yaml", aliasesFile);
  const concepts = reader.concepts();
  const plans = reader.plans();
  const labs = reader.labs();
  const scenarios = reader.scenarios();
  const inventory = reader.json("inventory.json", inventoryFile);
  const shingles = reader.json("source-shingles.json", shinglesFile);
  return {
    directory,
    sources: reader.sources,
    shape: reader.shape,
    topics,
    labsMap,
    aliases,
    labThemes: inventory && inventory.labThemes,
    concepts,
    plans,
    labs,
    scenarios,
    inventory: inventory && new Map(inventory.concepts.map((row): [string, InventoryRow] => [row.id, row])),
    shingles,
  };
}

class Reader {
  readonly sources = new Map<string, SourceFile>();
  readonly shape: Finding[] = [];

  constructor(
    private readonly directory: string,
    private readonly memory: ReadingMemory,
  ) {}

  concepts(): ReadConcept[] {
    return this.filesBelow("concepts", 2).flatMap((file) => {
      const value = this.parse(file);
      if (value === undefined) return [];
      const known = this.memory.get(file);
      const reading = known?.concept ?? readConcept(file, value);
      if (known !== undefined) this.memory.set(file, { ...known, concept: reading });
      this.shape.push(...reading.findings);
      return [reading.concept];
    });
  }

  plans(): ReadPlan[] {
    return this.filesBelow("plans", 1).flatMap((file) => {
      const plan = this.yaml(file, planFile);
      return plan === null ? [] : [{ file, name: path.basename(file, ".yaml"), plan }];
    });
  }

  scenarios(): ReadScenario[] {
    return this.filesBelow("interviews", 1).flatMap((file) => {
      const scenario = this.yaml(file, scenarioFile);
      return scenario === null ? [] : [{ file, name: path.basename(file, ".yaml"), scenario }];
    });
  }

  labs(): ReadLab[] {
    const files = this.allBelow("labs").filter((file) => this.fits(file, LAB_FILE));
    const names = [...new Set(files.map((file) => file.split("/")[1] ?? ""))];
    return names.map((name) => {
      const folder = `labs/${name}/`;
      const found = files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
      const others = new Set([...LAB_TEXTS, ...found.filter((file) => file !== "lab.yaml")]);
      const texts = [...others].map((file): [string, string] => [file, this.plain(folder + file)]);
      return { file: `${folder}lab.yaml`, name, lab: this.yaml(`${folder}lab.yaml`, labFile), texts: new Map(texts) };
    });
  }

  yaml<T>(file: string, shape: z.ZodType<T>): T | null {
    const value = this.parse(file);
    if (value === undefined) return null;
    const part = parsePart(shape, value, file, []);
    this.shape.push(...part.findings);
    return part.value;
  }

  json<T>(file: string, shape: z.ZodType<T>): T | null {
    const text = this.text(file);
    if (text === null) return null;
    this.sources.set(file, { file, text, lineOf: () => 1 });
    try {
      const part = parsePart(shape, JSON.parse(text), file, []);
      this.shape.push(...part.findings);
      return part.value;
    } catch (problem) {
      if (!(problem instanceof SyntaxError)) throw problem;
      this.shape.push({ file, code: "E0.json", path: [], message: problem.message });
      return null;
    }
  }

  private parse(file: string): unknown {
    const text = this.text(file);
    if (text === null) return undefined;
    const known = this.memory.get(file);
    const yaml = known?.text === text ? known.yaml : readYaml(file, text);
    if (known?.text !== text) this.memory.set(file, { text, yaml, concept: null });
    const { source, value, errors } = yaml;
    // An error of YAML knows its line, and there is no path to it.
    this.sources.set(file, errors.length === 0 ? source : { ...source, lineOf: ([line]) => Number(line) });
    for (const { line, message } of errors) this.shape.push({ file, code: "E0.yaml", path: [line], message });
    return errors.length > 0 ? undefined : value ?? {};
  }

  /** A file that is no data. What is missing is a finding, and empty. */
  private plain(file: string): string {
    const text = this.text(file);
    if (text === null) return "";
    const lineOf = (_: Path, near?: string) => text.slice(0, near === undefined ? 0 : Math.max(0, text.indexOf(near))).split("\n").length;
    this.sources.set(file, { file, text, lineOf });
    return text;
  }

  private text(file: string): string | null {
    const place = path.join(this.directory, file);
    if (fs.existsSync(place)) return fs.readFileSync(place, "utf8");
    this.sources.set(file, { file, text: "", lineOf: () => 1 });
    this.shape.push({ file, code: "E0.missing", path: [], message: "the file is missing, and the check needs it" });
    return null;
  }

  /** All .yaml files that lie `depth` folders deep; a file that lies elsewhere or is of another kind is a finding. */
  private filesBelow(folder: string, depth: number): string[] {
    return this.allBelow(folder).filter((file) => this.fits(file, new RegExp(`^${folder}(/[^/]+){${depth - 1}}/[^/]+\\.yaml$`)));
  }

  private allBelow(folder: string): string[] {
    const root = path.join(this.directory, folder);
    if (!fs.existsSync(root)) return [];
    return fs
      .readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
      .sort();
  }

  private fits(file: string, place: RegExp): boolean {
    if (place.test(file)) return true;
    this.sources.set(file, { file, text: "", lineOf: () => 1 });
    const message = "is not where it would be read: concepts/<topic>/<concept>.yaml, plans/<plan>.yaml, interviews/<scenario>.yaml, or labs/<lab>/ with lab.yaml, brief.md, messages.md, starter.ts, reference.ts and wrong/<program>.ts";
    this.shape.push({ file, code: "E1.name", path: [], message });
    return false;
  }
}
