/**
 * Causal consistency of registers whose writes are unique, and PRAM, by the bad patterns of Bouajjani, Enea, Guerraoui
 * and Hamza, "On Verifying Causal Consistency" (POPL 2017): a history is consistent exactly if it has none of them.
 *
 * CC  causal consistency: each read is explained by some order of what causally precedes it.
 * CM  causal memory: and one order explains all reads of a process.
 * CCv causal convergence: and all processes agree on one order of conflicting writes.
 * PRAM: one order explains all reads of a process, where only the order within each process has to be kept; the patterns
 *     of CM with that order in place of the causal one.
 */
import { type Digraph, digraph } from "../graph/digraph";
import { shown, shownKey } from "../transactions/finding";
import type { Access } from "./access";
import {
  type CausalEvent,
  type CausalHistory,
  causalEdges,
  causalHistory,
  clocksOf,
  cycleSteps,
  eventInWords,
  isBefore,
  lastWritesBefore,
  OVERWRITTEN,
  pathSteps,
} from "./causal-order";
import { type OrderFinding, type OrderResult, orderResult, type OrderStep, unknownOrder } from "./result";

export type CausalForm = "CC" | "CM" | "CCv" | "PRAM";

export interface CausalOptions {
  readonly form?: CausalForm;
  /** How often the order of one process may be made anew from what was inferred; rarely more than a few are needed. */
  readonly roundsMax?: number;
}

export const SATURATION_ROUNDS_MAX = 200;
/** Findings that are told. */
const FINDINGS_MAX = 8;

export function checkCausal(accesses: readonly Access[], { form = "CM", roundsMax = SATURATION_ROUNDS_MAX }: CausalOptions = {}): OrderResult {
  const history = causalHistory(accesses);
  if (history.repeated !== null) {
    const { access, value } = history.repeated;
    return unknownOrder(`${shown(value)} was written to ${shownKey(access.key)} twice, or is its initial value: it cannot be told what was read.`);
  }
  if (history.thinAir.length > 0) return orderResult(history.thinAir.slice(0, FINDINGS_MAX).map(thinAirRead));
  if (form === "PRAM") return eachProcess(history, false, roundsMax);
  const graph = digraph(history.events.length, causalEdges(history));
  const clocks = clocksOf(history, graph);
  if (clocks === null) return orderResult([finding("CyclicCO", "Accesses come each after the other.", cycleSteps(history, graph))]);
  const findings = badReads(history, graph, clocks, "CO", readsOf(history, [...history.events.keys()]));
  if (findings.length > 0 || form === "CC") return orderResult(findings.slice(0, FINDINGS_MAX));
  return form === "CCv" ? convergence(history, clocks) : eachProcess(history, true, roundsMax);
}

const finding = (pattern: string, says: string, steps: readonly OrderStep[]): OrderFinding => ({ pattern, says, steps });

const thinAirRead = (read: CausalEvent): OrderFinding => finding("ThinAirRead", `${eventInWords(read)}: nobody wrote that.`, []);

/** Reads of the initial value after a write, and of a write after one that came later. */
function badReads(history: CausalHistory, graph: Digraph, clocks: readonly Int32Array[], order: "CO" | "HB", reads: readonly number[]): OrderFinding[] {
  return reads.flatMap((index): OrderFinding[] => {
    const read = history.events[index] as CausalEvent;
    const source = history.source[index] as number;
    const known = lastWritesBefore(history, clocks[index] as Int32Array, read.key);
    const newer = known.find((write) => write !== source && (source < 0 || isBefore(history, clocks, source, write)));
    if (newer === undefined) return [];
    const steps = [...(source < 0 ? [] : pathSteps(history, graph, source, newer)), ...pathSteps(history, graph, newer, index)];
    const write = eventInWords(history.events[newer] as CausalEvent);
    if (source < 0) return [finding(`Write${order}InitRead`, `${eventInWords(read)}: that is the initial value, but ${write} came before.`, steps)];
    return [finding(`Write${order}Read`, `${eventInWords(read)}: but ${write} came after that value, and before the read.`, steps)];
  });
}

/** Of each read: every other write of its key that came before it came before the write that it is from. */
function overwritten(history: CausalHistory, clocks: readonly Int32Array[], reads: readonly number[]): [from: number, to: number, read: number][] {
  return reads.flatMap((index) => {
    const source = history.source[index] as number;
    if (source < 0) return [];
    const { key } = history.events[index] as CausalEvent;
    return lastWritesBefore(history, clocks[index] as Int32Array, key).flatMap((write): [number, number, number][] => (write === source ? [] : [[write, source, index]]));
  });
}

const readsOf = ({ events }: CausalHistory, indices: readonly number[]): number[] => indices.filter((index) => events[index]?.isWrite === false);

/** CCv: one order of writes for all, inferred from what every read shows. */
function convergence(history: CausalHistory, clocks: readonly Int32Array[]): OrderResult {
  const edges = causalEdges(history);
  for (const [from, to, read] of overwritten(history, clocks, readsOf(history, [...history.events.keys()]))) edges.add(from, to, OVERWRITTEN, read);
  const graph = digraph(history.events.length, edges);
  if (clocksOf(history, graph) !== null) return orderResult([]);
  return orderResult([finding("CyclicCF", "No order of the writes fits what all processes read.", cycleSteps(history, graph))]);
}

/** CM (with the causal order) and PRAM (without): for each process an order of all that it knows of explains its reads. */
function eachProcess(history: CausalHistory, isCausal: boolean, roundsMax: number): OrderResult {
  const findings: OrderFinding[] = [];
  let isCut = false;
  for (const own of history.processes) {
    const outcome = explainProcess(history, own, isCausal, roundsMax);
    if (outcome === "cut") isCut = true;
    else findings.push(...outcome);
  }
  return orderResult(findings.slice(0, FINDINGS_MAX), isCut ? `The order of some process was not settled after ${roundsMax} rounds.` : null);
}

function explainProcess(history: CausalHistory, own: readonly number[], isCausal: boolean, roundsMax: number): OrderFinding[] | "cut" {
  const reads = readsOf(history, own);
  const first = history.events[own[0] as number] as CausalEvent;
  const edges = causalEdges(history, (read) => isCausal || read.process === first.process);
  const known = new Set<string>();
  for (let round = 0; round < roundsMax; round += 1) {
    const graph = digraph(history.events.length, edges);
    const clocks = clocksOf(history, graph);
    if (clocks === null) return [finding("CyclicHB", `No order explains all reads of process ${first.access.process}.`, cycleSteps(history, graph))];
    const fresh = overwritten(history, clocks, reads).filter(([from, to]) => !known.has(`${from} ${to}`));
    if (fresh.length === 0) return badReads(history, graph, clocks, "HB", reads);
    for (const [from, to, read] of fresh) {
      known.add(`${from} ${to}`);
      edges.add(from, to, OVERWRITTEN, read);
    }
  }
  return "cut";
}
