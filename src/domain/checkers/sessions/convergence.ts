/**
 * Eventual consistency, as far as it can be seen: replicas that are left alone come to hold the same (convergence), and
 * replicas that have been told the same hold the same at once (strong convergence; Shapiro et al., "Conflict-free
 * Replicated Data Types", 2011).
 */
import type { Json } from "../../simulator/message";
import { shown } from "../transactions/finding";
import { jsonKey } from "../json-key";

/** What a replica held at some moment. */
export interface ReplicaState {
  readonly replica: string;
  readonly state: Json;
  /** The event at which it was looked at. */
  readonly event: number;
}

export interface Divergence {
  readonly says: string;
  /** The events of the two that differ. */
  readonly events: readonly [number, number];
}

export interface ConvergenceResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly divergence: Divergence | null;
  readonly unknownBecause: string | null;
}

const VALID: ConvergenceResult = { verdict: "valid", divergence: null, unknownBecause: null };

function diverged(one: ReplicaState, other: ReplicaState, why: string): ConvergenceResult {
  const says = `${one.replica} holds ${shown(one.state)} (event ${one.event}) and ${other.replica} holds ${shown(other.state)} (event ${other.event}), ${why}.`;
  return { verdict: "invalid", divergence: { says, events: [one.event, other.event] }, unknownBecause: null };
}

/** Of states that were read after everything had gone quiet: all of all replicas are equal. */
export function checkConvergence(states: readonly ReplicaState[], replicas: readonly string[]): ConvergenceResult {
  const [first] = states;
  const other = states.find(({ state }) => first !== undefined && jsonKey(state) !== jsonKey(first.state));
  if (first !== undefined && other !== undefined) return diverged(first, other, "after everything had gone quiet");
  const unseen = replicas.filter((name) => !states.some(({ replica }) => replica === name));
  if (unseen.length > 0) return { ...VALID, verdict: "unknown", unknownBecause: `${unseen.join(", ")} could not be read after everything had gone quiet.` };
  return VALID;
}

/** A state together with the updates that had been delivered by then, each named by a text. */
export interface InformedState extends ReplicaState {
  readonly delivered: readonly string[];
}

/** States with equal sets of delivered updates are equal, in whatever order these were delivered. */
export function checkStrongConvergence(states: readonly InformedState[]): ConvergenceResult {
  const bySet = new Map<string, InformedState>();
  let compared = 0;
  for (const one of states) {
    const key = jsonKey([...new Set(one.delivered)].sort());
    const first = bySet.get(key);
    if (first === undefined) {
      bySet.set(key, one);
      continue;
    }
    compared += 1;
    if (jsonKey(first.state) !== jsonKey(one.state)) return diverged(first, one, "though the same updates had been delivered to them");
  }
  return compared > 0 ? VALID : { ...VALID, verdict: "unknown", unknownBecause: "No two states had the same updates." };
}
