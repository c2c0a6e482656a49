/** Jepsen's checkers of sets and counters. */
import type { Operation } from "@/domain/checkers/history/operations";
import { checkCounter } from "@/domain/checkers/objects/counter";
import { checkFinalSet } from "@/domain/checkers/objects/final-set";
import { checkSetFull, type ElementResult, type SetFullResult } from "@/domain/checkers/set-full";
import type { HistoryEntry } from "@/domain/simulator/history";
import { translated } from "./dialects";
import { type Check, counted, examples, type Outcome } from "./outcome";
import type { ReadHistory } from "./read-history";
import { operationInWords, shownOperation } from "./words";

const FAULTS_SHOWN_MAX = 20;

export const counter: Check = (history) => {
  const { verdict, reads, faults } = checkCounter(translated(history, "counter"));
  const engine = "counter-bounds";
  if (verdict === "unknown") return { verdict, engine, evidence: null, words: ["No read was answered."] };
  if (verdict === "valid") return { verdict, engine, evidence: null, words: [] };
  const told = faults.slice(0, FAULTS_SHOWN_MAX).map(({ read, lowest, highest, value, uncertain }) => ({ read: shownOperation(history, read), value, lowest, highest, uncertain: uncertain.map((index) => shownOperation(history, index)) }));
  return {
    verdict,
    engine,
    evidence: { kind: "counter-out-of-bounds", reads, faultyReads: faults.length, faults: told },
    words: [
      `${counted(faults.length, "read")} of ${reads} out of bounds:`,
      ...told.map(({ read, lowest, highest }) => `  ${operationInWords(read)}: it must be ${lowest === highest ? `exactly ${lowest}` : `from ${lowest} to ${highest}`}`),
    ],
  };
};

export const finalSet: Check = (history) => {
  const { verdict, read, lost, unexpected, recovered, acknowledged } = checkFinalSet(translated(history, "set"));
  const engine = "final-read";
  if (read === null) return { verdict, engine, evidence: null, words: ["No read was answered."] };
  const decides = shownOperation(history, read);
  const evidence = { kind: "final-set", read: { line: decides.completedLine }, acknowledged, lost: lost.map((index) => shownOperation(history, index)), unexpected, recovered };
  const words = [
    ...(lost.length > 0 ? [`Acknowledged, but not in the last read (line ${decides.completedLine}): ${examples(lost.map((index) => history.operations[index]?.value ?? null))}`] : []),
    ...(unexpected.length > 0 ? [`In the last read (line ${decides.completedLine}), but never added: ${examples(unexpected)}`] : []),
  ];
  return { verdict, engine, evidence: verdict === "invalid" ? evidence : null, words };
};

/** `isLinearizable`: every read must show what was known before it began. */
export const setFull =
  (isLinearizable: boolean): Check =>
  (history) => {
    const result = checkSetFull(entriesOf(history, translated(history, "set")), { add: "add", read: "read" });
    const stale = isLinearizable ? result.elements.filter(isStale) : [];
    const verdict = stale.length > 0 ? "invalid" : result.verdict;
    if (verdict !== "invalid") return { verdict, engine: "set-full", evidence: null, words: verdict === "unknown" ? ["No element was seen to stay, so nothing is known."] : [] };
    return { verdict, engine: "set-full", ...explained(history, result, stale) };
  };

const isStale = ({ known, lastAbsent }: ElementResult): boolean => known !== null && lastAbsent !== null && lastAbsent > known;

function explained({ lines }: ReadHistory, result: SetFullResult, stale: readonly ElementResult[]): Pick<Outcome, "evidence" | "words"> {
  const lineOf = (event: number | null) => (event === null ? null : (lines[event] ?? null));
  const shown = ({ element, invoked, known, lastPresent, lastAbsent }: ElementResult) => ({ element, added: lineOf(invoked), known: lineOf(known), lastPresent: lineOf(lastPresent), lastAbsent: lineOf(lastAbsent) });
  const lost = result.elements.filter(({ outcome }) => outcome === "lost").map(shown);
  const oddity = ({ element, read }: { readonly element: ElementResult["element"]; readonly read: number }) => ({ element, read: lineOf(read) });
  const evidence = {
    ...{ kind: "set-full", stableCount: result.stableCount, lostCount: result.lostCount, neverReadCount: result.neverReadCount, staleCount: stale.length },
    lost: lost.slice(0, FAULTS_SHOWN_MAX),
    stale: stale.slice(0, FAULTS_SHOWN_MAX).map(shown),
    duplicated: result.duplicated.slice(0, FAULTS_SHOWN_MAX).map(oddity),
    unexpected: result.phantoms.slice(0, FAULTS_SHOWN_MAX).map(oddity),
    stableLatenciesMs: result.stableLatenciesMs,
  };
  const words = [
    ...evidence.lost.map(({ element, known, lastAbsent }) => `${JSON.stringify(element)} was there (line ${known}) and is missing from the read that begins in line ${lastAbsent} and from all later ones`),
    ...evidence.stale.map(({ element, known, lastAbsent }) => `${JSON.stringify(element)} was there (line ${known}), but the read that begins in line ${lastAbsent} does not show it`),
    ...evidence.duplicated.map(({ element, read }) => `${JSON.stringify(element)} stands twice in the read of line ${read}`),
    ...evidence.unexpected.map(({ element, read }) => `${JSON.stringify(element)} stands in the read of line ${read}, but nobody had added it`),
  ];
  return { evidence, words };
}

/** The entries that the labs' checker reads, with an operation's number beside each. */
function entriesOf({ events }: ReadHistory, operations: readonly Operation[]): HistoryEntry[] {
  const owners = new Map<number, Operation>();
  for (const operation of operations) {
    owners.set(operation.invoked, operation);
    if (operation.completed !== null) owners.set(operation.completed, operation);
  }
  return events.map(({ process, type, value, timeUs }, event) => {
    const owner = owners.get(event);
    return { process, type, f: owner?.f ?? "", value, timeUs: timeUs ?? 0, node: "", operation: owner?.index ?? -1, event };
  });
}
