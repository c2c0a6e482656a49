/** Zod's issues in the words and codes of the content check. */
import type { z } from "zod";
import type { Finding, Path } from "./content-tree";

export interface ParsedPart<T> {
  /** Null if so much is wrong that no rule could look at it. */
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

/** What may be wrong with a value whose type is right: rules can still look at it. */
const HARMLESS = new Set(["unrecognized_keys", "invalid_format", "too_small", "too_big", "invalid_value", "custom"]);

/**
 * Parses one part of a file. A part with a foreign field or a value out of bounds is reported and still handed on,
 * so that one slip does not hide the others. (The shapes have no defaults or transformations: what parses is the value.)
 */
export function parsePart<T>(shape: z.ZodType<T>, raw: unknown, file: string, path: Path): ParsedPart<T> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return { value: parsed.data, findings: [] };
  const { issues } = parsed.error;
  const usable = issues.every((issue) => HARMLESS.has(issue.code) && !("origin" in issue && issue.origin === "array"));
  return { value: usable ? (raw as T) : null, findings: issues.flatMap((issue) => toFindings(issue, raw, file, path)) };
}

function toFindings(issue: z.core.$ZodIssue, raw: unknown, file: string, base: Path): Finding[] {
  const inner = issue.path.filter((step): step is string | number => typeof step !== "symbol");
  const path = [...base, ...inner];
  const where = inner.join(".");
  const prefix = where === "" ? "" : `${where} `;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ file, code: "E1.field", path: [...path, key], message: `${prefix}unknown field ${key}` }));
  }
  const value = valueAt(raw, inner);
  if (value === undefined) return [{ file, code: "E1.field", path, message: `${where || "it"} is missing` }];
  const code = inner.at(-1) === "id" ? "E2.form" : issue.code === "invalid_union" ? "E1.type" : "E1.value";
  return [{ file, code, path, message: `${prefix}${wording(issue)}${shown(value)}` }];
}

function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `is none of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_union" && "options" in issue) return "is of no kind that exists";
  return issue.message.replace(/^Invalid input: /, "").replace(/^Too (small|big): /, "");
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return "";
  const text = JSON.stringify(value);
  return text.length > 60 ? "" : `: ${text}`;
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const step of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
