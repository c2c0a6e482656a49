/**
 * Lamport's clock condition ("Time, Clocks, and the Ordering of Events in a Distributed System", 1978): if one event
 * happened before another one, its stamp is smaller. What happened before what is taken from the events themselves: the
 * order within a process, and from sending a message to receiving it.
 */

/** In the order in which they happened, at least within each process and from a message's sending to its receipt. */
export interface StampedEvent {
  readonly process: string;
  readonly stamp: number;
  /** The message that is sent in this event, or received; null: none. */
  readonly sends: number | null;
  readonly receives: number | null;
}

export interface ClockFault {
  /** Two events of one process in a row, or a message's sending and its receipt (each of them, where it came twice). */
  readonly reason: "own-order" | "message-order";
  /** Indices of the events. */
  readonly earlier: number;
  readonly later: number;
}

export interface ClockResult {
  /** Unknown where nothing happened before anything else. */
  readonly verdict: "valid" | "invalid" | "unknown";
  /** Pairs that were compared. */
  readonly compared: number;
  /** In the order of their later events. */
  readonly faults: readonly ClockFault[];
}

/**
 * Compares the pairs of which happened-before is the transitive closure: as "smaller" is transitive, the condition holds
 * for all pairs exactly if it holds for these.
 */
export function checkClockCondition(events: readonly StampedEvent[]): ClockResult {
  const lastOf = new Map<string, number>();
  const sentIn = new Map<number, number>();
  const faults: ClockFault[] = [];
  let compared = 0;
  const compare = (reason: ClockFault["reason"], earlier: number | undefined, later: number) => {
    if (earlier === undefined) return;
    compared += 1;
    if ((events[earlier]?.stamp ?? 0) >= (events[later]?.stamp ?? 0)) faults.push({ reason, earlier, later });
  };
  for (const [index, { process, sends, receives }] of events.entries()) {
    compare("own-order", lastOf.get(process), index);
    if (receives !== null) compare("message-order", sentIn.get(receives), index);
    if (sends !== null) sentIn.set(sends, index);
    lastOf.set(process, index);
  }
  return { verdict: faults.length > 0 ? "invalid" : compared === 0 ? "unknown" : "valid", compared, faults };
}
