/**
 * A run whose next event is chosen, from any of its events on: the same cluster as in every other run, whose queue is
 * open. Up to where the hand takes over, and wherever it lets go, events happen in the order of time, as in a run that
 * nobody leads. Rules K1 to K8 of SPEC.md.
 */
import { Cluster, type PendingCall } from "../cluster";
import type { ClusterEvent } from "../cluster-event";
import type { ClusterPlan } from "../cluster-plan";
import type { ReadReply } from "../history";
import type { Address } from "../message";
import type { AsyncNodeHost } from "../node-host";
import type { RunRecord } from "../run-record";
import type { Choice, CopyOf } from "./choice";
import { type Entry, ManualAgenda } from "./manual-agenda";
import { isUnderWay, type Known, nextPlanned, type Offers, offersOf, pendingOperations } from "./offers";

/** What is chosen takes so long, where nothing says more. */
export const CHOICE_US = 1_000;
/** A message that is delayed arrives so much later. */
export const DELAY_US = 1_000_000;

export interface ManualTask {
  readonly plan: ClusterPlan;
  readonly readReply: ReadReply;
  /** Fresh: it has no nodes yet. */
  readonly host: AsyncNodeHost;
  /** So many events happen by themselves before the first choice. */
  readonly from: number;
}

/** An event that happens, and when. */
interface Happening {
  readonly event: ClusterEvent;
  readonly atUs: number;
}

export class ManualRun {
  private readonly agenda = new ManualAgenda();
  private readonly cluster: Cluster;
  private readonly services: readonly Address[];

  private constructor(private readonly task: ManualTask) {
    const { plan, readReply, host } = task;
    this.services = plan.services ?? [];
    this.cluster = new Cluster(plan, readReply, { inspect: true, agenda: this.agenda, onCrash: (node) => host.dispose(node) });
  }

  /** Plays up to where the hand takes over. */
  static async begin(task: ManualTask): Promise<ManualRun> {
    const run = new ManualRun(task);
    await run.goOn((events) => events < task.from || run.isNextAtOnce);
    return run;
  }

  get events(): number {
    return this.cluster.events;
  }

  get nowUs(): number {
    return this.agenda.nowUs;
  }

  get hasEnded(): boolean {
    return this.cluster.hasEnded;
  }

  get offers(): Offers {
    return offersOf(this.agenda, this.known);
  }

  /** Does what was chosen, and what follows at once. False: that cannot happen here, and nothing did. */
  async take(choice: Choice): Promise<boolean> {
    if (this.hasEnded) return false;
    if (choice.kind === "finish") return this.finish();
    if (choice.kind === "run") return this.goOnFor(choice.events);
    if (choice.kind === "delay") return this.delay(choice);
    const happening = this.happeningOf(choice);
    if (happening === null) return false;
    this.agenda.nowUs = happening.atUs;
    await this.answer(this.cluster.choose(happening.event, happening.atUs));
    await this.settle();
    return true;
  }

  /** The run as far as it has come. It ends with it. */
  record(): RunRecord {
    this.cluster.conclude();
    return this.cluster.record();
  }

  private get known(): Known {
    const { plan: { operations, fifo } } = this.task;
    return { operations, history: this.cluster.seen.history, isFifo: fifo === true, isPlace: (address) => this.isPlace(address) };
  }

  private isPlace(address: Address): boolean {
    return this.agenda.nodes.has(address) || this.services.includes(address);
  }

  /** Nobody chooses what takes no time, nor when a node that is busy goes on. */
  private isAtOnce(event: ClusterEvent): boolean {
    if (event.kind === "boot" || event.kind === "ready") return true;
    return event.kind === "arrive" && !isUnderWay(event, (address) => this.isPlace(address));
  }

  private get isNextAtOnce(): boolean {
    const { first, nowUs } = this.agenda;
    return first !== undefined && first.atUs <= nowUs && this.isAtOnce(first.event);
  }

  private async goOnFor(events: number): Promise<boolean> {
    const wanted = this.cluster.events + events;
    await this.goOn((now) => now < wanted || this.isNextAtOnce);
    return true;
  }

  /** By itself, in the order of time. */
  private async goOn(isWanted: (events: number) => boolean): Promise<void> {
    const { agenda, cluster, task: { plan } } = this;
    while (!cluster.hasEnded && isWanted(cluster.events)) {
      if (agenda.nextAtUs > plan.endAtUs || cluster.events >= plan.eventsMax) return void (await this.finish());
      const atUs = agenda.nextAtUs;
      await this.answer(cluster.choose(agenda.take(), atUs));
    }
  }

  private async finish(): Promise<boolean> {
    for (let call = this.cluster.next(); call !== null; call = this.cluster.next()) await this.answer(call);
    return true;
  }

  /** What follows at once, the earliest first. */
  private async settle(): Promise<void> {
    const { agenda, cluster, task: { plan } } = this;
    for (let entry = this.nextAtOnce(); entry !== undefined && !cluster.hasEnded; entry = this.nextAtOnce()) {
      if (cluster.events >= plan.eventsMax) return void (await this.finish());
      agenda.remove(entry);
      agenda.nowUs = Math.max(agenda.nowUs, entry.atUs);
      await this.answer(cluster.choose(entry.event, agenda.nowUs));
    }
  }

  private nextAtOnce(): Entry | undefined {
    return this.agenda.find((event) => this.isAtOnce(event));
  }

  private async answer(call: PendingCall | null): Promise<void> {
    if (call === null) return;
    const { host } = this.task;
    const reply = call.kind === "boot" ? host.boot(call.node, call.text) : host.handle(call.node, call.text);
    this.cluster.apply(typeof reply === "string" ? reply : await reply);
  }

  private delay(choice: CopyOf): boolean {
    const entry = this.messageOf(choice);
    if (entry === undefined || this.task.plan.fifo === true) return false;
    this.agenda.remove(entry);
    this.agenda.schedule(Math.max(this.nowUs, entry.atUs) + DELAY_US, entry.event);
    return true;
  }

  /** The event of a choice, taken out of what is to come; null where it is not possible. */
  private happeningOf(choice: Exclude<Choice, { kind: "delay" | "run" | "finish" }>): Happening | null {
    const soonUs = this.nowUs + CHOICE_US;
    const taken = (entry: Entry | undefined, change: Partial<{ lost: boolean }> = {}): Happening | null => {
      if (entry === undefined) return null;
      this.agenda.remove(entry);
      // Clocks tell the time: what waits for a time comes no sooner.
      const isTimed = entry.event.kind === "timer" || entry.event.kind === "rpc-timeout" || entry.event.kind === "client-timeout";
      return { event: { ...entry.event, ...change } as ClusterEvent, atUs: isTimed ? Math.max(soonUs, entry.atUs) : soonUs };
    };
    switch (choice.kind) {
      case "deliver":
        return taken(this.messageOf(choice), { lost: false });
      case "drop":
        return taken(this.messageOf(choice), { lost: true });
      case "timer":
        return taken(this.agenda.pending("timer", "rpc-timeout").find(({ event }) => event.node.id === choice.node));
      case "synced":
        return taken(this.agenda.pending("synced").find(({ event }) => event.node.id === choice.node));
      case "invoke":
        return this.offers.operations.some(({ operation }) => operation === choice.operation) ? taken(this.operationOf("operation", choice.operation)) : null;
      case "give-up":
        return pendingOperations(this.known).includes(choice.operation) ? taken(this.operationOf("client-timeout", choice.operation)) : null;
      case "crash": {
        const node = this.agenda.nodes.get(choice.node);
        if (node?.isUp !== true || choice.keeps > node.disk.unsyncedWrites) return null;
        return { event: { kind: "fault", fault: { kind: "crash", atUs: soonUs, node: choice.node, keeps: choice.keeps } }, atUs: soonUs };
      }
      case "restart":
        if (this.agenda.nodes.get(choice.node)?.isUp !== false) return null;
        return { event: { kind: "fault", fault: { kind: "restart", atUs: soonUs, node: choice.node } }, atUs: soonUs };
      case "planned":
        return taken(nextPlanned(this.agenda));
    }
  }

  private operationOf(kind: "operation" | "client-timeout", operation: number): Entry | undefined {
    return this.agenda.find((event) => event.kind === kind && event.operation === operation);
  }

  /** Of a link that keeps the order only the first can be meant. */
  private messageOf({ message, copy }: CopyOf): Entry | undefined {
    const isPlace = (address: Address) => this.isPlace(address);
    const arrivals = this.agenda.pending("arrive").filter(({ event }) => isUnderWay(event, isPlace));
    const entry = arrivals.find(({ event }) => event.wire.message.number === message && event.copy === copy);
    if (entry === undefined || this.task.plan.fifo !== true) return entry;
    const { from, to } = entry.event.wire.message;
    return arrivals.find(({ event: { wire } }) => wire.message.from === from && wire.message.to === to) === entry ? entry : undefined;
  }
}
