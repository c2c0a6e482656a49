/** What is yet to happen in a run whose steps are chosen: SPEC.md, rules X2 to X4. */
import { assert } from "../../kernel/assert";
import type { ClusterEvent, NodeEvent } from "../cluster-event";
import type { Agenda } from "../event-queue";
import type { Address } from "../message";
import { isVoid } from "../node-event";
import type { NodeState } from "../node-state";

type Arrival = Extract<NodeEvent, { kind: "arrive" }>;
type OfNode = Exclude<NodeEvent, Arrival>;

/** A timer or a time-out, with the time on its node's clock at which it is due. */
interface Due {
  readonly event: Extract<OfNode, { kind: "timer" | "rpc-timeout" }>;
  readonly dueUs: number;
  /** The same in the time of the run. */
  readonly atUs: number;
}

const US_PER_MS = 1_000;

/** What a message is known by: two with the same ends and the same text are alike. */
export const messageKey = ({ wire: { message, text } }: Arrival): string => `${message.from}>${message.to} ${text}`;

export class SearchAgenda implements Agenda<ClusterEvent> {
  readonly nodes = new Map<Address, NodeState>();
  /** The time of the run, from which delays are counted. */
  nowUs = 0;
  private arrivals: Arrival[] = [];
  private dues: Due[] = [];
  private syncs: Extract<NodeEvent, { kind: "synced" }>[] = [];
  /** What happens before the next step. */
  private readonly atOnce: ClusterEvent[] = [];
  /** How far each node's clock has come. */
  private readonly clocksUs = new Map<NodeState, number>();

  constructor(private readonly services: readonly string[]) {}

  get size(): number {
    return this.arrivals.length + this.dues.length + this.syncs.length;
  }

  get nextAtUs(): number {
    return Number.POSITIVE_INFINITY;
  }

  take(): ClusterEvent {
    assert(false, "the steps of a search are chosen");
  }

  schedule(atUs: number, event: ClusterEvent): void {
    switch (event.kind) {
      case "boot":
        this.nodes.set(event.node.id, event.node);
        this.atOnce.push(event);
        return;
      case "arrive":
        if (this.isUnderWay(event)) this.arrivals.push(event);
        else this.atOnce.push(event);
        return;
      case "timer":
      case "rpc-timeout":
        this.dues.push({ event, atUs, dueUs: this.clockOf(event.node) + atUs - this.nowUs });
        return;
      case "synced":
        this.syncs.push(event);
        return;
      default:
        // Operations and faults are steps, and clients of a search wait for ever.
        return;
    }
  }

  nextAtOnce(): ClusterEvent | undefined {
    return this.atOnce.shift();
  }

  /** Messages under way, the oldest first. */
  get underWay(): readonly Arrival[] {
    return this.arrivals;
  }

  /** The timer or time-out of each node that is due first on its clock, if there is one. */
  get firstDues(): readonly Due[] {
    this.dues = this.dues.filter(({ event }) => !isVoid(event.node, event));
    const first = new Map<NodeState, Due>();
    for (const due of this.dues) if (due.dueUs < (first.get(due.event.node)?.dueUs ?? Number.POSITIVE_INFINITY)) first.set(due.event.node, due);
    return [...first.values()];
  }

  /** The fsync of each node that began first. */
  get firstSyncs(): readonly Extract<NodeEvent, { kind: "synced" }>[] {
    this.syncs = this.syncs.filter((event) => !isVoid(event.node, event));
    return this.syncs.filter((sync, index) => this.syncs.findIndex(({ node }) => node === sync.node) === index);
  }

  takeMessage(key: string): Arrival {
    const index = this.arrivals.findIndex((arrival) => messageKey(arrival) === key);
    const [arrival] = index < 0 ? [] : this.arrivals.splice(index, 1);
    assert(arrival !== undefined, "what arrives was under way");
    return arrival;
  }

  takeDue(due: Due): void {
    this.dues = this.dues.filter((one) => one !== due);
    this.clocksUs.set(due.event.node, due.dueUs);
  }

  takeSync(sync: NodeEvent): void {
    this.syncs = this.syncs.filter((one) => one !== sync);
  }

  /** Lets each node's clock show its own time at this time of the run. */
  setClocks(nowUs: number): void {
    this.nowUs = nowUs;
    for (const node of this.nodes.values()) node.clockOffsetMs = Math.floor(this.clockOf(node) / US_PER_MS) - Math.floor(nowUs / US_PER_MS);
  }

  clockOf(node: NodeState): number {
    return this.clocksUs.get(node) ?? 0;
  }

  /** Messages of and to clients, to oneself and to nobody take no time. */
  private isUnderWay({ wire: { message: { from, to } } }: Arrival): boolean {
    const isPlace = (address: Address): boolean => this.nodes.has(address) || this.services.includes(address);
    return from !== to && isPlace(from) && isPlace(to);
  }
}
