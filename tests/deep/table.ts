/** scripts/lib/deep-results.js is plain JavaScript without declarations: this is what is used of it. */
export interface DeepTable {
  expectedLines: () => string[];
  lineFault: (name: string) => string | null;
  writeLine: (name: string, result: { seeds: number; failed: number; firstFailed: number | null; failedChecks: Record<string, number>; traceHashes: string }) => void;
}

export const { expectedLines, lineFault, writeLine } = (await import(new URL("../../scripts/lib/deep-results.js", import.meta.url).href)) as DeepTable;
