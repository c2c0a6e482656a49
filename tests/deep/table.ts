/** scripts/lib/deep-results.js is plain JavaScript without declarations: this is what is used of it. */
interface LabResult {
  seeds: number;
  failed: number;
  firstFailed: number | null;
  failedChecks: Record<string, number>;
  traceHashes: string;
}

interface FuzzResult {
  histories: number;
  differences: number;
}

interface StoriesResult {
  stories: number;
  broken: number;
}

interface AnswersResult {
  answers: number;
  faults: number;
}

export interface ShrunkResult {
  events: Record<string, { run: number; shrunk: number | null; shown: number | null }>;
}

interface SameHashResult {
  seedsPlayed: number;
  processes: number;
}

interface KillsResult {
  programs: number;
  verdicts: number;
  earned: { passed: number; failed: number; unknown: number };
  kills: number;
  pauses: number;
  takeOvers: number;
  overtaken: number;
}

export interface DeepTable {
  labLines: () => string[];
  sameHashLines: () => string[];
  shrunkLines: () => string[];
  lineFault: (name: string) => string | null;
  writeLine: (name: string, result: LabResult | FuzzResult | StoriesResult | ShrunkResult | SameHashResult | AnswersResult | KillsResult) => void;
}

export const { labLines, sameHashLines, shrunkLines, lineFault, writeLine } = (await import(new URL("../../scripts/lib/deep-results.js", import.meta.url).href)) as DeepTable;
