/** From dependencies and direct anomalies to a verdict: what the checkers of lists and of registers have in common. */
import { type Digraph, digraph, type EdgeList } from "../graph/digraph";
import { ANOMALY_MEANINGS, type Anomaly, implied } from "./anomalies";
import { dependencyName, PROCESS, REALTIME } from "./dependencies";
import { type CycleStep, type Finding, named, type Words } from "./finding";
import { type Cycle, findCycles, SEARCH_STEPS_MAX } from "./find-cycles";
import { forbiddenBy, type Level, type LevelsOfHistory, levelsOf } from "./levels";
import { addProcessOrder, addRealtimeOrder } from "./orders";
import { type Transaction, transactionName } from "./transaction";

export interface TransactionsResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** The level that was asked about. */
  readonly level: Level;
  /** How often each anomaly was found, the forbidden and the permitted. */
  readonly counts: Readonly<Partial<Record<Anomaly, number>>>;
  /** Of each anomaly the first few; those that the level forbids come first. */
  readonly findings: readonly Finding[];
  readonly levels: LevelsOfHistory;
  /** Why nothing is known, in a sentence; null unless the verdict is unknown. */
  readonly unknownBecause: string | null;
}

/** What a workload has found out about its transactions. */
export interface Dependencies {
  readonly transactions: readonly Transaction[];
  /** Edges of data between indices of `transactions`. */
  readonly edges: EdgeList;
  /** Why an edge of data is there. */
  readonly because: (kind: number, note: number, from: Transaction, to: Transaction) => string;
  readonly words: Words;
  readonly direct: readonly Finding[];
  /** A reason why cycles may have been missed, or null. */
  readonly incompleteBecause: string | null;
}

export interface TransactionOptions {
  readonly level?: Level;
  /** Whether transactions may be missing from the history: then reads of what nobody wrote are not held against it. */
  readonly isExcerpt?: boolean;
  /** Edges that one search for a shortest cycle may look at. */
  readonly searchStepsMax?: number;
}

export const DEFAULT_LEVEL: Level = "strict-serializable";
/** Findings of one anomaly that are told in words. */
const EXAMPLES_MAX = 8;

/** The verdict of a history that cannot be judged at all. */
export const unjudged = (level: Level, unknownBecause: string): TransactionsResult => ({
  verdict: "unknown",
  level,
  counts: {},
  findings: [],
  levels: levelsOf([]),
  unknownBecause,
});

export function judgeTransactions(found: Dependencies, options: TransactionOptions): TransactionsResult {
  const { level = DEFAULT_LEVEL, isExcerpt = false, searchStepsMax = SEARCH_STEPS_MAX } = options;
  const { transactions, edges } = found;
  const direct = isExcerpt ? found.direct.filter(({ anomaly }) => anomaly !== "thin-air-read") : found.direct;
  if (!transactions.some(({ type }) => type === "ok")) return unjudged(level, "No transaction was answered with ok.");
  addProcessOrder(transactions, edges);
  addRealtimeOrder(transactions, edges);
  const graph = digraph(transactions.length, edges);
  const { cycles, undecided } = findCycles(graph, searchStepsMax);
  const counts: Partial<Record<Anomaly, number>> = {};
  for (const { anomaly } of [...direct, ...cycles]) counts[anomaly] = (counts[anomaly] ?? 0) + 1;
  const anomalies = Object.keys(counts) as Anomaly[];
  const forbidden = forbiddenBy(level);
  const isForbidden = (anomaly: Anomaly) => [...implied(anomaly)].some((one) => forbidden.has(one));
  const open = undecided.filter(isForbidden);
  const unknownBecause =
    open.length > 0 ? `The search for a cycle of ${open.join(", ")} ran out of its ${searchStepsMax} steps.` : found.incompleteBecause;
  const verdict = anomalies.some(isForbidden) ? "invalid" : unknownBecause === null ? "valid" : "unknown";
  const findings = [...direct, ...firstOfEach(cycles).map((cycle) => tellCycle(found, graph, cycle))];
  const shownFirst = (finding: Finding) => Number(!isForbidden(finding.anomaly));
  return {
    ...{ verdict, level, counts },
    findings: firstOfEach(findings).sort((one, other) => shownFirst(one) - shownFirst(other)),
    levels: levelsOf(anomalies),
    unknownBecause: verdict === "unknown" ? unknownBecause : null,
  };
}

function firstOfEach<T extends { readonly anomaly: Anomaly }>(all: readonly T[]): T[] {
  const counts = new Map<Anomaly, number>();
  return all.filter(({ anomaly }) => {
    const count = (counts.get(anomaly) ?? 0) + 1;
    counts.set(anomaly, count);
    return count <= EXAMPLES_MAX;
  });
}

function tellCycle({ transactions, because, words }: Dependencies, graph: Digraph, { anomaly, edges }: Cycle): Finding {
  const steps = edges.map((edge): CycleStep => {
    const from = transactions[graph.from[edge] as number] as Transaction;
    const to = transactions[graph.to[edge] as number] as Transaction;
    const kind = graph.kind[edge] as number;
    const reason = kind === PROCESS || kind === REALTIME ? orderReason(kind, from, to) : because(kind, graph.note[edge] as number, from, to);
    return { from: transactionName(from), to: transactionName(to), kind: dependencyName(kind), because: reason };
  });
  const members = [...new Set(edges.map((edge) => graph.from[edge] as number))].map((node) => named(transactions[node] as Transaction, words));
  const path = [...steps.map(({ from }) => from), steps[0]?.from].join(" before ");
  return { anomaly, transactions: members, steps, says: `${anomaly}, ${ANOMALY_MEANINGS[anomaly]}: ${path}.` };
}

function orderReason(kind: number, from: Transaction, to: Transaction): string {
  const [one, other] = [transactionName(from), transactionName(to)];
  if (kind === PROCESS) return `process ${from.process} ran ${one} before ${other}`;
  return `${one} had completed (event ${from.completed}) before ${other} began (event ${to.invoked})`;
}
