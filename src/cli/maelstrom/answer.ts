/** What came of a command, as lines for standard output and an exit code. */
import { foldOutside, LATE_MS, type OutsideCheck } from "@/domain/labs/outside/judge-outside";
import type { Verdict } from "@/domain/labs/result";
import type { Command } from "./command";

const EXIT_CODES: Readonly<Record<Verdict, number>> = { passed: 0, failed: 1, unknown: 2 };
const VERDICT_WIDTH = "not judged".length + 1;

export interface PlayedScenario {
  readonly scenario: string;
  readonly seconds: number;
  readonly checks: readonly OutsideCheck[];
  /** What its plan has and processes cannot be given */
  readonly leftOut: readonly string[];
  readonly cut: string | null;
  readonly lateMs: number;
  /** Services that the program used and the lab does not have */
  readonly services: readonly string[];
}

export interface Answer {
  /** For standard output */
  readonly lines: readonly string[];
  /** For standard error: why nothing was played */
  readonly problem: string | null;
  readonly exitCode: number;
}

const NOT_REPRODUCIBLE = "Played by real processes in the time of this machine: this verdict is not reproducible, not even with the same seed.";

export function answerOf(command: Command, { seed, played }: { readonly seed: string; readonly played: readonly PlayedScenario[] }): Answer {
  const { lab, json } = command;
  const checks = played.flatMap((one) => one.checks);
  const verdict = foldOutside(checks);
  const notJudged = checks.filter((one) => one.verdict === "not judged").length;
  const lines = json
    ? [JSON.stringify({ lab, verdict, reproducible: false, seed, notJudged, scenarios: played })]
    : [`${lab}: ${verdict}${whyUnknown(verdict, played, notJudged)}`, ...played.flatMap(linesOf), `  ${NOT_REPRODUCIBLE} Seed: ${seed}`];
  return { lines, problem: null, exitCode: EXIT_CODES[verdict] };
}

function whyUnknown(verdict: Verdict, played: readonly PlayedScenario[], notJudged: number): string {
  if (played.length === 0) return ", as nothing was played";
  if (verdict !== "unknown" || notJudged === 0) return "";
  return `, as ${notJudged} ${notJudged === 1 ? "check is" : "checks are"} not judged outside the simulator`;
}

function linesOf({ scenario, seconds, checks, leftOut, cut, lateMs, services }: PlayedScenario): string[] {
  return [
    `  ${scenario}, ${seconds} s`,
    ...checks.map(({ check, verdict, say }) => `    ${verdict.padEnd(VERDICT_WIDTH)}${check}${say === "" ? "" : `: ${say}`}`),
    ...(cut === null ? [] : [`    ${cut}`]),
    ...(leftOut.length === 0 ? [] : [`    Left out: ${leftOut.join("; ")}.`]),
    ...(services.length === 0 ? [] : [`    It asked ${services.join(", ")}, which this lab does not have in the simulator.`]),
    ...(lateMs < LATE_MS ? [] : [`    This machine was busy: what was due came up to ${lateMs} ms late, and figures of time are worse by as much.`]),
  ];
}
