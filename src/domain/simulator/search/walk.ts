/** One run of a search from its start along chosen steps, and what may happen after them. */
import { assert } from "../../kernel/assert";
import { Cluster, type PendingCall } from "../cluster";
import type { ClusterEvent } from "../cluster-event";
import type { ClusterPlan } from "../cluster-plan";
import type { ReadReply } from "../history";
import type { Address } from "../message";
import type { RunRecord } from "../run-record";
import { messageKey, SearchAgenda } from "./agenda";
import type { Moment, Moments } from "./moments";
import type { SearchScope } from "./scope";
import { type Left, nameOf, type Step } from "./step";

/** Between two steps, where no timer says more. */
const STEP_US = 1_000;

export interface Ground {
  readonly scope: SearchScope;
  readonly plan: ClusterPlan;
  readonly readReply: ReadReply;
  readonly moments: Moments;
  /** Whether what is judged depends on the trace: then states differ where the lives that ended with a crash differ. */
  readonly readsTrace: boolean;
  /** Gives texts that may be long a short name, the same for the same text. */
  readonly short: (text: string) => string;
}

export class Walk {
  private readonly cluster: Cluster;
  private readonly agenda: SearchAgenda;
  private readonly standing = new Map<Address, Moment>();
  /** By node: what is to be known of the lives that it had before. By service: what it was asked. By client: what it was answered. */
  private readonly past = new Map<Address, string>();
  private readonly used = { drops: 0, crashes: 0, timers: 0 };
  /** The order of all that clients and checkers saw, and how much of it is in there. */
  private seen = "";
  private noted = { history: 0, upcalls: 0 };
  private hasNews = false;

  private constructor(
    private readonly ground: Ground,
    inspect: boolean,
  ) {
    const { plan, readReply, readsTrace } = ground;
    this.agenda = new SearchAgenda(plan.services ?? []);
    this.cluster = new Cluster(plan, readReply, { inspect, trace: readsTrace, agenda: this.agenda });
  }

  /** Walks from the start. `inspect`: with a trace to be looked at. */
  static async along(ground: Ground, steps: readonly Step[], { inspect = false } = {}): Promise<Walk> {
    const walk = new Walk(ground, inspect);
    await walk.settle();
    for (const step of steps) await walk.take(step);
    return walk;
  }

  /** Whether clients or checkers saw something of the last step. */
  get wasSeen(): boolean {
    return this.hasNews;
  }

  /** What is left of the budgets. */
  get left(): Left {
    const { scope } = this.ground;
    return { drops: scope.drops - this.used.drops, crashes: scope.crashes - this.used.crashes, timers: scope.timers - this.used.timers };
  }

  /** The run so far, which ends here. */
  record(): RunRecord {
    this.cluster.conclude();
    return this.cluster.record();
  }

  /** The program failed by itself: nothing happens any more. */
  get hasEnded(): boolean {
    return this.cluster.hasEnded;
  }

  /** What may happen next, in an order that is the same for the same state. */
  get possible(): readonly Step[] {
    if (this.cluster.hasEnded) return [];
    const { agenda, left, ground: { scope } } = this;
    const nodes = [...agenda.nodes.values()];
    const messages = this.heads();
    const dues = left.timers > 0 ? agenda.firstDues : [];
    const isUp = (address: Address): boolean => agenda.nodes.get(address)?.isUp !== false;
    return [
      ...messages.map(({ to, message }): Step => ({ kind: "deliver", to, message })),
      ...agenda.firstSyncs.map(({ node, sync }): Step => ({ kind: "synced", node: node.id, sync })),
      ...this.invocations().filter(({ node }) => isUp(node)),
      ...dues.map(({ event }): Step => (event.kind === "timer" ? { kind: "timer", node: event.node.id, name: event.name } : { kind: "rpc-timeout", node: event.node.id, msgId: event.msgId })),
      ...nodes.flatMap((node): Step[] => (node.isUp ? [] : [{ kind: "restart", node: node.id }])),
      ...(left.crashes > 0 ? nodes.filter(({ id, isUp: up }) => up && scope.crashing?.includes(id) !== false).flatMap((node) => Array.from({ length: node.disk.unsyncedWrites + 1 }, (_, keeps): Step => ({ kind: "crash", node: node.id, keeps }))) : []),
      ...(left.drops > 0 ? messages.filter(({ to }) => isUp(to)).map(({ to, message }): Step => ({ kind: "drop", to, message })) : []),
    ];
  }

  /** Equal keys are equal states: whatever happens after one may happen after the other, and is seen in the same way. */
  get key(): string {
    const { agenda, used, past } = this;
    const nodes = [...agenda.nodes.values()].map((node) => {
      const before = past.get(node.id) ?? "";
      // A node that is down is what its disk holds and how often it was started.
      return node.isUp ? `${before}:${this.standing.get(node.id)?.id}` : `${before}:${node.incarnation}:${agenda.clockOf(node)}:${this.ground.short(JSON.stringify(node.disk.durable))}`;
    });
    const messages = agenda.underWay.map((arrival) => this.ground.short(messageKey(arrival)));
    if (this.ground.scope.fifo !== true) messages.sort();
    const others = [...past].filter(([address]) => !agenda.nodes.has(address)).map(([address, what]) => `${address}:${what}`).sort();
    return [nodes, messages, others].map((part) => part.join(",")).join("|") + `|${this.seen}|${used.drops}.${used.crashes}.${used.timers}`;
  }

  private async take(step: Step): Promise<void> {
    const { agenda } = this;
    agenda.setClocks(agenda.nowUs + STEP_US);
    const event = this.eventOf(step);
    // The clock of the node goes on with its timer, and the run's time at least as far.
    agenda.setClocks(agenda.nowUs);
    await this.answer(this.cluster.choose(event, agenda.nowUs));
    await this.settle();
  }

  /** What follows at once, and what was seen of it. */
  private async settle(): Promise<void> {
    for (let event = this.agenda.nextAtOnce(); event !== undefined && !this.cluster.hasEnded; event = this.agenda.nextAtOnce()) {
      if (event.kind === "arrive" && !this.agenda.nodes.has(event.wire.message.to)) this.add(event.wire.message.to, messageKey(event));
      await this.answer(this.cluster.choose(event, this.agenda.nowUs));
    }
    this.noteSeen();
  }

  private async answer(call: PendingCall | null): Promise<void> {
    if (call === null) return;
    const { moments } = this.ground;
    const before = this.standing.get(call.node);
    assert(call.kind === "boot" || before !== undefined, "a node is started before it is told anything");
    const told = call.kind === "boot" || before === undefined ? moments.start(call.node, call.text) : moments.tell(before, call.text);
    // Mostly it is known, and waiting for what is there would cost more than all the rest.
    const moment = told instanceof Promise ? await told : told;
    this.standing.set(call.node, moment);
    this.cluster.apply(moment.reply);
  }

  private eventOf(step: Step): ClusterEvent {
    const { agenda, used } = this;
    const atUs = agenda.nowUs;
    switch (step.kind) {
      case "deliver":
        return this.delivery(step.to, step.message);
      case "drop":
        used.drops += 1;
        return { ...agenda.takeMessage(step.message), lost: true };
      case "timer":
      case "rpc-timeout": {
        used.timers += 1;
        const due = agenda.firstDues.find(({ event: { node } }) => node.id === step.node);
        assert(due !== undefined, "what is due was waited for");
        agenda.takeDue(due);
        agenda.nowUs = Math.max(atUs, due.atUs);
        return due.event;
      }
      case "synced": {
        const sync = agenda.firstSyncs.find(({ node }) => node.id === step.node);
        assert(sync !== undefined, "an fsync that ends has begun");
        agenda.takeSync(sync);
        return sync;
      }
      case "invoke":
        return { kind: "operation", operation: step.operation };
      case "crash":
        used.crashes += 1;
        this.endLife(step);
        return { kind: "fault", fault: { kind: "crash", atUs, node: step.node, keeps: step.keeps } };
      case "restart":
        return { kind: "fault", fault: { kind: "restart", atUs, node: step.node } };
    }
  }

  private delivery(to: Address, message: string): ClusterEvent {
    if (!this.agenda.nodes.has(to)) this.add(to, message);
    return this.agenda.takeMessage(message);
  }

  private endLife(step: Extract<Step, { kind: "crash" }>): void {
    const moment = this.standing.get(step.node);
    this.standing.delete(step.node);
    if (this.ground.readsTrace) this.add(step.node, `${moment?.id} ${nameOf(step)}`);
  }

  private add(to: Address, what: string): void {
    this.past.set(to, this.ground.short(`${this.past.get(to) ?? ""} ${what}`));
  }

  /** Messages that may arrive next: of those that are alike one, and of a link that keeps the order the first. */
  private heads(): { to: Address; message: string }[] {
    const found = new Map<string, { to: Address; message: string }>();
    for (const arrival of this.agenda.underWay) {
      const { from, to } = arrival.wire.message;
      const message = messageKey(arrival);
      const one = this.ground.scope.fifo === true ? `${from}>${to}` : message;
      if (!found.has(one)) found.set(one, { to, message });
    }
    return [...found.values()];
  }

  /** The next operation of each client that waits for no answer. */
  private invocations(): Extract<Step, { kind: "invoke" }>[] {
    const { operations } = this.ground.plan;
    const { history } = this.cluster.seen;
    const begun = new Set(history.map(({ operation }) => operation));
    const ended = new Set(history.filter(({ type }) => type !== "invoke").map(({ operation }) => operation));
    const waits = new Set<number>();
    return operations.flatMap(({ client, node }, operation): Extract<Step, { kind: "invoke" }>[] => {
      if (ended.has(operation) || waits.has(client)) return [];
      waits.add(client);
      return begun.has(operation) ? [] : [{ kind: "invoke", node, operation }];
    });
  }

  /** Folds what was seen since the last step into the order of all that was seen. */
  private noteSeen(): void {
    const { history, upcalls } = this.cluster.seen;
    const news = [
      ...history.slice(this.noted.history).map(({ event, process, type, f, value, node, operation }) => ({ event, text: JSON.stringify([process, type, f, value, node, operation]) })),
      ...upcalls.slice(this.noted.upcalls).map(({ event, node, incarnation, value }) => ({ event, text: JSON.stringify([node, incarnation, value]) })),
    ].sort((one, other) => one.event - other.event);
    this.noted = { history: history.length, upcalls: upcalls.length };
    this.hasNews = news.length > 0;
    for (const { text } of news) this.seen = this.ground.short(`${this.seen} ${text}`);
  }
}
