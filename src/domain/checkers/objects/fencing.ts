/**
 * A lock whose every grant carries a token: whoever holds it later has the greater one, and what the lock protects takes
 * no work with an older token once it has seen a newer one (Kleppmann, "How to do distributed locking", 2016). Two holders
 * at once are harmless then, so they are no fault here.
 */
import type { Operation } from "../history/operations";

export type FencingFault =
  /** The later of two grants, one of which was over before the other was asked for, has no greater token. */
  | { readonly reason: "token-not-greater"; readonly earlier: number; readonly later: number }
  /** Work with an older token was taken, though work with a newer one had been taken before it was sent. */
  | { readonly reason: "stale-work-taken"; readonly earlier: number; readonly later: number }
  /** Work was taken with a token that no grant had given by then. */
  | { readonly reason: "token-never-granted"; readonly later: number }
  /** Work was taken with a token that was given to another process. */
  | { readonly reason: "token-of-another"; readonly later: number };

export interface FencingResult {
  /** Unknown where the lock was never granted. */
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly grants: number;
  /** By operations, in the order in which the later one was completed. */
  readonly faults: readonly FencingFault[];
}

export interface FencingNames {
  /** Answers with a token, which is a number. */
  readonly acquire: string;
  /** Is asked with a token: null where the operation carries none. */
  readonly tokenOf: (operation: Operation) => number | null;
  /** Processes keep their numbers, so that whoever works has to be the one to whom its token was given. */
  readonly byHolder?: boolean;
}

export function checkFencing(operations: readonly Operation[], { acquire, tokenOf, byHolder = false }: FencingNames): FencingResult {
  const answered = operations.filter(({ type, completed }) => type === "ok" && completed !== null);
  const grants = answered.filter(({ f }) => f === acquire).map((operation) => ({ operation, token: Number(operation.result) }));
  const work = answered.flatMap((operation) => {
    const token = operation.f === acquire ? null : tokenOf(operation);
    return token === null ? [] : [{ operation, token }];
  });
  const faults: FencingFault[] = [
    ...outOfOrder(grants, (later, earlier) => later <= earlier).map((pair) => ({ reason: "token-not-greater" as const, ...pair })),
    ...outOfOrder(work, (later, earlier) => later < earlier).map((pair) => ({ reason: "stale-work-taken" as const, ...pair })),
    ...neverGranted(operations, grants, work, acquire),
    ...(byHolder ? ofAnother(grants, work) : []),
  ];
  const completedAt = ({ later }: FencingFault) => operations[later]?.completed ?? 0;
  faults.sort((one, other) => completedAt(one) - completedAt(other));
  return { verdict: faults.length > 0 ? "invalid" : grants.length === 0 ? "unknown" : "valid", grants: grants.length, faults };
}

interface Stamped {
  readonly operation: Operation;
  readonly token: number;
}

/** Operations that began after one with a token that forbids theirs had been completed; each with the greatest such token. */
function outOfOrder(stamped: readonly Stamped[], isWrong: (later: number, earlier: number) => boolean): { earlier: number; later: number }[] {
  const byEnd = [...stamped].sort((one, other) => (one.operation.completed ?? 0) - (other.operation.completed ?? 0));
  const byBeginning = [...stamped].sort((one, other) => one.operation.invoked - other.operation.invoked);
  let greatest: Stamped | null = null;
  let ended = 0;
  return byBeginning.flatMap(({ operation, token }) => {
    for (; (byEnd[ended]?.operation.completed ?? Infinity) < operation.invoked; ended += 1) {
      const one = byEnd[ended] as Stamped;
      if (greatest === null || one.token > greatest.token) greatest = one;
    }
    return greatest !== null && isWrong(token, greatest.token) ? [{ earlier: greatest.operation.index, later: operation.index }] : [];
  });
}

/** A grant that nobody heard of may have given any token, so there must have been none. */
function neverGranted(operations: readonly Operation[], grants: readonly Stamped[], work: readonly Stamped[], acquire: string): FencingFault[] {
  if (operations.some(({ f, type }) => f === acquire && type === "info")) return [];
  // Of a token that was granted twice the first grant counts.
  const askedAt = new Map(grants.toReversed().map(({ operation, token }) => [token, operation.invoked]));
  return work.flatMap(({ operation, token }): FencingFault[] => ((askedAt.get(token) ?? Infinity) < (operation.completed ?? 0) ? [] : [{ reason: "token-never-granted", later: operation.index }]));
}

function ofAnother(grants: readonly Stamped[], work: readonly Stamped[]): FencingFault[] {
  const holders = new Map<number, Set<number>>();
  for (const { operation, token } of grants) holders.set(token, (holders.get(token) ?? new Set()).add(operation.process));
  return work.flatMap(({ operation, token }): FencingFault[] => (holders.get(token)?.has(operation.process) === false ? [{ reason: "token-of-another", later: operation.index }] : []));
}
