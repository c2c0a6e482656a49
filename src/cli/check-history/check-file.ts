/** One file: read, checked, and told. */
import { readFile } from "node:fs/promises";
import { MODELS } from "./models";
import type { Check, CheckOptions } from "./outcome";
import { type Format, readHistory } from "./read-history";
import { Unreadable } from "./source-text";

export interface CheckRequest {
  readonly model: string;
  readonly consistency: string;
  readonly format: Format;
  readonly options: CheckOptions;
  readonly json: boolean;
}

/** Exit codes, the worse the higher. */
export const EXIT = { valid: 0, invalid: 1, unknown: 2, unreadable: 3 } as const;

export interface FileAnswer {
  /** For standard output; empty where the file cannot be read. */
  readonly lines: readonly string[];
  /** For standard error: where and why it cannot be read. */
  readonly problem: string | null;
  readonly exitCode: number;
}

export async function checkFile(file: string, request: CheckRequest, clock: () => number): Promise<FileAnswer> {
  const check = MODELS[request.model]?.checkFor(request.consistency);
  if (check === null || check === undefined) throw new Error(`There is no check of ${request.model} for ${request.consistency}.`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (problem) {
    return unreadable(`${file}:1: the file cannot be opened (${problem instanceof Error && "code" in problem ? String(problem.code) : String(problem)})`);
  }
  try {
    return checkText(file, text, request, check, clock);
  } catch (problem) {
    if (problem instanceof Unreadable) return unreadable(`${file}:${problem.line}: ${problem.message}`);
    throw problem;
  }
}

const unreadable = (problem: string): FileAnswer => ({ lines: [], problem, exitCode: EXIT.unreadable });

function checkText(file: string, text: string, { model, consistency, format, options, json }: CheckRequest, check: Check, clock: () => number): FileAnswer {
  const history = readHistory(text, format);
  const begunAt = clock();
  const { verdict, engine, evidence, words } = check(history, options);
  const millis = Math.round((clock() - begunAt) * 10) / 10;
  const operations = history.operations.length;
  const exitCode = EXIT[verdict];
  if (json) {
    const valid = verdict === "unknown" ? "unknown" : verdict === "valid";
    return { lines: [JSON.stringify({ file, valid, model, consistency, operations, engine, millis, evidence })], problem: null, exitCode };
  }
  const about = `${model}, ${consistency}; ${operations} operations; ${engine}, ${millis} ms`;
  return { lines: [`${file}: ${verdict} (${about})`, ...words.map((line) => `  ${line}`)], problem: null, exitCode };
}
