/**
 * Consistency levels of transactions, what each forbids, and which hold if others do: what anomalies say about levels.
 *
 * The names and the order are Elle's, after Adya (PL-1 … PL-3, PL-SI, PL-SS), Bailis et al., "Highly Available
 * Transactions" (2013), Cerone et al. (2015) and Daudjee and Salem (2004, 2006). "strong-session-" adds the order within
 * each process, "strong-" real time. A level holds here as long as nothing in the history rules it out.
 */
import { type Anomaly, withImplied } from "./anomalies";

interface LevelRule {
  /** Levels that hold wherever this one does. */
  readonly implies: readonly Level[];
  /** What it forbids beyond these. */
  readonly forbids: readonly Anomaly[];
}

const rule = (implies: readonly Level[], forbids: readonly Anomaly[]): LevelRule => ({ implies, forbids });

export type Level =
  | "read-uncommitted"
  | "read-committed"
  | "monotonic-atomic-view"
  | "read-atomic"
  | "causal-cerone"
  | "ROLA"
  | "cursor-stability"
  | "consistent-view"
  | "parallel-snapshot-isolation"
  | "snapshot-isolation"
  | "repeatable-read"
  | "serializable"
  | "strong-session-read-uncommitted"
  | "strong-session-read-committed"
  | "strong-session-snapshot-isolation"
  | "strong-session-serializable"
  | "strong-read-uncommitted"
  | "strong-read-committed"
  | "strong-snapshot-isolation"
  | "strict-serializable";

const RULES: Readonly<Record<Level, LevelRule>> = {
  "read-uncommitted": rule([], ["G0", "duplicate-elements", "cyclic-versions", "thin-air-read"]),
  "read-committed": rule(["read-uncommitted"], ["G1a", "G1b", "G1c"]),
  "monotonic-atomic-view": rule(["read-committed"], []),
  "read-atomic": rule(["monotonic-atomic-view"], ["internal", "future-read"]),
  "causal-cerone": rule(["read-atomic"], []),
  ROLA: rule(["read-atomic"], ["lost-update"]),
  "cursor-stability": rule(["read-committed"], ["lost-update"]),
  "consistent-view": rule(["cursor-stability"], ["G-single"]),
  // Cerone and Gotsman, "Analysing Snapshot Isolation" (2018): at most one anti-dependency in a cycle is one too many.
  "parallel-snapshot-isolation": rule(["causal-cerone", "ROLA"], ["G-single"]),
  "snapshot-isolation": rule(["consistent-view", "parallel-snapshot-isolation"], ["G-nonadjacent"]),
  "repeatable-read": rule(["cursor-stability", "monotonic-atomic-view"], ["G2-item"]),
  serializable: rule(["repeatable-read", "snapshot-isolation"], []),
  "strong-session-read-uncommitted": rule(["read-uncommitted"], ["G0-process"]),
  "strong-session-read-committed": rule(["read-committed", "strong-session-read-uncommitted"], ["G1c-process"]),
  "strong-session-snapshot-isolation": rule(["snapshot-isolation", "strong-session-read-committed"], ["G-nonadjacent-process"]),
  "strong-session-serializable": rule(["serializable", "strong-session-snapshot-isolation"], ["G2-item-process"]),
  "strong-read-uncommitted": rule(["strong-session-read-uncommitted"], ["G0-realtime"]),
  "strong-read-committed": rule(["strong-session-read-committed", "strong-read-uncommitted"], ["G1c-realtime"]),
  "strong-snapshot-isolation": rule(["strong-session-snapshot-isolation", "strong-read-committed"], ["G-nonadjacent-realtime"]),
  "strict-serializable": rule(["strong-session-serializable", "strong-snapshot-isolation"], ["G2-item-realtime"]),
};

export const LEVELS = Object.keys(RULES) as Level[];

/** Other names of the same levels, Adya's among them. */
const ALIASES: Readonly<Record<string, Level>> = {
  "PL-1": "read-uncommitted",
  "PL-2": "read-committed",
  "PL-CS": "cursor-stability",
  "PL-2+": "consistent-view",
  "PL-SI": "snapshot-isolation",
  "PL-2.99": "repeatable-read",
  "PL-3": "serializable",
  "conflict-serializable": "serializable",
  "PL-SS": "strict-serializable",
  "strong-serializable": "strict-serializable",
  "strong-session-PL-1": "strong-session-read-uncommitted",
  "strong-session-PL-2": "strong-session-read-committed",
  "strong-PL-1": "strong-read-uncommitted",
  "strong-PL-2": "strong-read-committed",
};

/** The level of this name or alias, or null. */
export const levelNamed = (name: string): Level | null => LEVELS.find((level) => level === name) ?? ALIASES[name] ?? null;

/** The level itself and all that hold wherever it does. */
function withWeaker(level: Level): Set<Level> {
  const all = new Set<Level>([level]);
  for (const one of all) for (const weaker of RULES[one].implies) all.add(weaker);
  return all;
}

const WEAKER = new Map(LEVELS.map((level) => [level, [...withWeaker(level)].filter((one) => one !== level)]));
const FORBIDDEN = new Map(LEVELS.map((level) => [level, new Set([...withWeaker(level)].flatMap((one) => RULES[one].forbids))]));

/** The levels that hold wherever this one does, without itself. */
export const weakerThan = (level: Level): readonly Level[] => WEAKER.get(level) as readonly Level[];

/** Everything that must not be seen where the level holds. */
export const forbiddenBy = (level: Level): ReadonlySet<Anomaly> => FORBIDDEN.get(level) as ReadonlySet<Anomaly>;

export interface LevelsOfHistory {
  /** Levels that nothing rules out, without those that are implied by another one of them. */
  readonly strongest: readonly Level[];
  /** Levels that are ruled out, without those that would imply another one of them. */
  readonly ruledOut: readonly Level[];
  /** All others that are ruled out with these. */
  readonly alsoRuledOut: readonly Level[];
}

/** What remains possible once these anomalies were seen. */
export function levelsOf(anomalies: Iterable<Anomaly>): LevelsOfHistory {
  const seen = withImplied(anomalies);
  const out = new Set(LEVELS.filter((level) => [...forbiddenBy(level)].some((anomaly) => seen.has(anomaly))));
  const isWeakest = (level: Level) => !weakerThan(level).some((weaker) => out.has(weaker));
  const possible = LEVELS.filter((level) => !out.has(level));
  const covered = new Set(possible.flatMap(weakerThan));
  return {
    strongest: possible.filter((level) => !covered.has(level)),
    ruledOut: [...out].filter(isWeakest),
    alsoRuledOut: [...out].filter((level) => !isWeakest(level)),
  };
}
