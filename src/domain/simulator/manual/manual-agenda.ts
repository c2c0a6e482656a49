/** What is yet to happen in a run that is led by hand: in the order of time, and open to whoever takes something else first. */
import { assert } from "../../kernel/assert";
import type { ClusterEvent } from "../cluster-event";
import type { Agenda } from "../event-queue";
import type { Address } from "../message";
import { isVoid } from "../node-event";
import type { NodeState } from "../node-state";

export interface Entry<Event extends ClusterEvent = ClusterEvent> {
  readonly atUs: number;
  readonly event: Event;
}

export type Of<Kind extends ClusterEvent["kind"]> = Extract<ClusterEvent, { kind: Kind }>;

export class ManualAgenda implements Agenda<ClusterEvent> {
  readonly nodes = new Map<Address, NodeState>();
  /** The time of the run. What was due before it and was passed over is overdue. */
  nowUs = 0;
  /** The earliest first; of two at the same time the one that was scheduled first. */
  private readonly entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  get first(): Entry | undefined {
    return this.entries[0];
  }

  /** What is overdue happens at once. */
  get nextAtUs(): number {
    return Math.max(this.nowUs, this.entries[0]?.atUs ?? Number.POSITIVE_INFINITY);
  }

  take(): ClusterEvent {
    this.nowUs = this.nextAtUs;
    const entry = this.entries.shift();
    assert(entry !== undefined, "an event is taken where there is one");
    return entry.event;
  }

  schedule(atUs: number, event: ClusterEvent): void {
    if (event.kind === "boot") this.nodes.set(event.node.id, event.node);
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle] as Entry).atUs <= atUs) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { atUs, event });
  }

  /** Everything of these kinds that somebody still waits for, the earliest first. */
  pending<Kind extends ClusterEvent["kind"]>(...kinds: readonly Kind[]): Entry<Of<Kind>>[] {
    return this.entries.filter((entry): entry is Entry<Of<Kind>> => (kinds as readonly string[]).includes(entry.event.kind) && isAwaited(entry.event));
  }

  /** The first that fits, in the order of time. */
  find(fits: (event: ClusterEvent) => boolean): Entry | undefined {
    return this.entries.find(({ event }) => fits(event));
  }

  remove(entry: Entry): void {
    const index = this.entries.indexOf(entry);
    assert(index >= 0, "what is removed was there");
    this.entries.splice(index, 1);
  }
}

/** Whether it would still do anything. */
function isAwaited(event: ClusterEvent): boolean {
  switch (event.kind) {
    case "timer":
    case "rpc-timeout":
    case "synced":
      return !isVoid(event.node, event);
    case "recover": {
      const { node, from, token } = event;
      return from === "crash" ? !node.isUp && node.incarnation === token : node.isPaused && node.pauses === token;
    }
    default:
      return true;
  }
}
