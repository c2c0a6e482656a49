/** One concept file, part by part, so that a fault in one card does not hide those of the others. */
import { z } from "zod";
import { card } from "@/contracts/content/card";
import { caution, conceptFile, documentNote, reference } from "@/contracts/content/concept-file";
import { exercise } from "@/contracts/content/exercise-file";
import type { At, Finding, Path, ReadConcept } from "./content-tree";
import { parsePart } from "./parse-part";

/** Fields that are parsed as parts of their own; here only their outer form is looked at. */
const PARTS = {
  sources: z.strictObject({ documents: z.array(z.unknown()), references: z.array(z.unknown()).min(1) }),
  caution: z.unknown().refine((value) => value !== undefined, "is missing (null is a value)"),
  cards: z.array(z.unknown()),
  exercises: z.array(z.unknown()),
};

const HEAD = conceptFile.omit({ sources: true, caution: true, cards: true, exercises: true });

export interface ConceptReading {
  readonly concept: ReadConcept;
  readonly findings: readonly Finding[];
}

/** Reads what has the right shape and names what has not. */
export function readConcept(file: string, raw: unknown): ConceptReading {
  const findings: Finding[] = [];
  const fields = isRecord(raw) ? raw : {};
  if (!isRecord(raw)) findings.push({ file, code: "E1.field", path: [], message: "the file holds no fields" });
  const read = <T>(shape: z.ZodType<T>, value: unknown, path: Path): T | null => {
    const part = parsePart(shape, value, file, path);
    findings.push(...part.findings);
    return part.value;
  };
  const readEach = <T>(shape: z.ZodType<T>, values: unknown, path: Path): At<T>[] =>
    (Array.isArray(values) ? values : []).flatMap((value, index) => {
      const at = [...path, index];
      const part = read(shape, value, at);
      return part === null ? [] : [{ path: at, value: part }];
    });

  for (const key of Object.keys(fields)) {
    if (!(key in conceptFile.shape)) findings.push({ file, code: "E1.field", path: [key], message: `unknown field ${key}` });
  }
  const head: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(HEAD.shape)) {
    const value = parseField(shape, fields, key, file, findings);
    if (value !== null) head[key] = value;
  }
  for (const [key, shape] of Object.entries(PARTS)) parseField(shape, fields, key, file, findings);
  const sources = isRecord(fields.sources) ? fields.sources : {};
  const cautionValue = fields.caution ?? null;
  const cautionPart = cautionValue === null ? null : read(caution, cautionValue, ["caution"]);
  const [folder = "", name = ""] = file.split("/").slice(-2);
  const concept: ReadConcept = {
    file,
    folder,
    name: name.replace(/\.yaml$/, ""),
    raw: fields,
    head: head as ReadConcept["head"],
    documents: readEach(documentNote, sources.documents, ["sources", "documents"]),
    references: readEach(reference, sources.references, ["sources", "references"]),
    caution: cautionPart === null ? null : { path: ["caution"], value: cautionPart },
    cards: readEach(card, fields.cards, ["cards"]),
    exercises: readEach(exercise, fields.exercises, ["exercises"]),
  };
  return { concept, findings };
}

/** One field of the top level; the finding of a missing one names the field. */
function parseField(shape: z.ZodType, fields: Record<string, unknown>, key: string, file: string, findings: Finding[]): unknown {
  const part = parsePart(shape, fields[key], file, [key]);
  for (const finding of part.findings) {
    const isWhole = finding.path.length === 1;
    const message = isWhole ? finding.message.replace(/^it is missing/, "is missing") : finding.message;
    findings.push({ ...finding, message: `${key}${isWhole ? " " : "."}${message}` });
  }
  return part.value === undefined ? null : part.value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
