import type { VerdictKind } from "@/ui/verdict";

export type Check = { readonly state: "asking" } | { readonly state: "silent" } | { readonly state: "answered"; readonly ms: number };

/** Beyond it two people who draw at once notice that they are apart. */
const GOOD_MS_MAX = 200;

/** What a measured connection is good for. */
export function checkWords(check: Check): { kind: VerdictKind; words: string } {
  if (check.state === "asking") return { kind: "running", words: "Measuring" };
  if (check.state === "silent") return { kind: "fail", words: "The server does not answer. Look whether you are online." };
  const ms = Math.max(1, Math.round(check.ms));
  return ms <= GOOD_MS_MAX ? { kind: "pass", words: `Good, ${ms} ms to the server and back` } : { kind: "unknown", words: `Slow, ${ms} ms to the server and back. Strokes arrive late.` };
}
