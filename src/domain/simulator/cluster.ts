/**
 * A cluster in simulated time: one queue, one thread, one seed. It stops wherever a node has to act (`next`) and goes
 * on with what the node asked for (`apply`), so that whoever drives it may answer at once or later. The numbered rules
 * are in SPEC.md.
 */
import { assert, assertNever } from "../kernel/assert";
import { random, type SeededRandom } from "../kernel/seeded-random";
import { Buggify } from "./buggify";
import { Clients } from "./clients";
import type { ClusterEvent, NodeEvent } from "./cluster-event";
import type { ClusterPlan } from "./cluster-plan";
import { drawDelay } from "./delay";
import { Effects } from "./effects";
import { type Agenda, EventQueue } from "./event-queue";
import type { ReadReply } from "./history";
import type { Address, Body, Json } from "./message";
import { type Aftermath, Nemesis } from "./nemesis";
import { hear, isVoid } from "./node-event";
import type { NodeCall } from "./node-host";
import { NodeState } from "./node-state";
import { type NodeReply, readReply } from "./read-reply";
import { type HandlerRun, Recorder } from "./recorder";
import type { Ending, RunRecord } from "./run-record";
import type { LossReason, Pictured, TracedMessage } from "./trace";
import { Traffic } from "./traffic";

/** Messages that wait at one node, where the plan says nothing. */
export const INBOX_MAX = 10_000;

/** A handler that has to run: `text` goes to the node's host, and its reply to `apply`. */
export interface PendingCall {
  readonly kind: "boot" | "handle";
  readonly node: Address;
  readonly text: string;
}

type Arrival = Extract<NodeEvent, { kind: "arrive" }>;

export interface ClusterOptions {
  /** Remember the whole trace, with pictures of memory and disk. Does not change what happens. */
  readonly inspect: boolean;
  /** Remember the whole trace, with what has been synced since the node's last event in place of pictures. */
  readonly trace?: boolean;
  /** A node has crashed: its host may forget it. */
  readonly onCrash?: (node: Address) => void;
  /** Where what is yet to happen waits, in place of a queue in the order of time: for whoever chooses it (`choose`). */
  readonly agenda?: Agenda<ClusterEvent>;
}

export class Cluster {
  private readonly queue: Agenda<ClusterEvent>;
  private readonly nodes: ReadonlyMap<Address, NodeState>;
  private readonly traffic: Traffic;
  private readonly effects: Effects;
  private readonly nemesis: Nemesis;
  private readonly clients: Clients;
  private readonly recorder: Recorder;
  private readonly buggify: Buggify | null;
  private readonly serviceTimes: SeededRandom;
  private readonly inboxMax: number;
  private nowUs = 0;
  private ending: Ending | null = null;
  private running: (HandlerRun & { readonly state: NodeState }) | null = null;

  constructor(
    private readonly plan: ClusterPlan,
    readReplyOf: ReadReply,
    private readonly options: ClusterOptions,
  ) {
    const queue = options.agenda ?? new EventQueue<ClusterEvent>();
    this.queue = queue;
    this.nodes = new Map(plan.nodes.map((id) => [id, new NodeState(id, plan.clockOffsetsMs[id] ?? 0, plan.service ?? null)]));
    this.recorder = new Recorder(options.inspect || options.trace === true);
    this.buggify = plan.buggify === true ? new Buggify(plan.seed) : null;
    this.traffic = new Traffic(plan, this.nodes, queue, this.recorder, this.buggify);
    this.effects = new Effects(plan, queue, this.traffic, this.recorder, this.buggify);
    const { nodes, traffic, recorder } = this;
    this.nemesis = new Nemesis({ plan, nodes, queue, traffic, recorder, pictures: (node) => this.pictures(node), onCrash: (node) => options.onCrash?.(node) });
    this.clients = new Clients(plan, readReplyOf);
    this.serviceTimes = random(plan.seed, "nodes/service");
    this.inboxMax = plan.inboxMax ?? INBOX_MAX;
    for (const node of this.nodes.values()) queue.schedule(0, { kind: "boot", node });
    for (const fault of plan.faults) queue.schedule(fault.atUs, { kind: "fault", fault });
    plan.operations.forEach(({ atUs }, operation) => queue.schedule(atUs, { kind: "operation", operation }));
  }

  /** Goes on to the next handler that has to run; null at the end of the run. */
  next(): PendingCall | null {
    assert(this.running === null, "the reply to the last call comes before the next call");
    while (this.ending === null) {
      if (this.queue.nextAtUs > this.plan.endAtUs) this.finish({ kind: "finished" });
      else if (this.recorder.events >= this.plan.eventsMax) this.finish({ kind: "too-many-events", eventsMax: this.plan.eventsMax });
      else {
        this.nowUs = this.queue.nextAtUs;
        const call = this.happen(this.queue.take());
        if (call !== null) return call;
      }
    }
    return null;
  }

  /** In place of `next`: this event happens now, whatever the agenda says. Null: no handler has to run for it. */
  choose(event: ClusterEvent, nowUs: number): PendingCall | null {
    assert(this.running === null && this.ending === null, "one event after the other is chosen, until the run ends");
    this.nowUs = nowUs;
    return this.happen(event);
  }

  /** Ends a run whose events are chosen, as it stands. */
  conclude(): void {
    if (this.ending === null) this.end({ kind: "finished" });
  }

  get hasEnded(): boolean {
    return this.ending !== null;
  }

  /** How many events have happened. */
  get events(): number {
    return this.recorder.events;
  }

  /** What clients and checkers have seen so far. */
  get seen(): Pick<RunRecord, "history" | "upcalls"> {
    return { history: this.clients.history, upcalls: this.recorder.upcalls };
  }

  /** Carries out what the handler of the last call asked for. */
  apply(text: string): void {
    const run = this.running;
    assert(run !== null, "a reply answers a call");
    this.running = null;
    const read = readReply(text);
    const reply: NodeReply = read.ok ? read.value : { effectsText: "", effects: [], failure: read.error, memory: null };
    const { state, ...handler } = run;
    state.memory = reply.memory;
    const { list, refusal } = this.effects.perform(state, reply.effects, this.nowUs);
    const failure = reply.failure ?? refusal;
    this.recorder.handled(this.nowUs, { ...handler, effectsText: reply.effectsText, did: list, failed: failure !== null }, this.pictures(state));
    if (state.inbox.length > 0) this.work(state);
    if (failure !== null) this.finish({ kind: "program-failed", node: run.node, failure });
  }

  /** The books of a run that has ended. */
  record(): RunRecord {
    assert(this.ending !== null, "a run is recorded when it has ended");
    const { counters, upcalls, events, traceHash, trace } = this.recorder;
    const { history } = this.clients;
    const outages = this.nemesis.outages.list(this.nowUs);
    const buggify = this.buggify?.sites ?? [];
    return { seed: this.plan.seed, ending: this.ending, history, counters, upcalls, outages, buggify, events, endedAtUs: this.nowUs, traceHash, ...(trace === null ? {} : { trace }) };
  }

  private happen(event: ClusterEvent): PendingCall | null {
    switch (event.kind) {
      case "boot":
        return this.boot(event.node);
      case "arrive":
        return this.arrive(event);
      case "synced":
        // The disk goes on while its node is busy or paused.
        if (!isVoid(event.node, event)) event.node.disk.sync(event.point);
        return this.offer(event.node, event);
      case "timer":
      case "rpc-timeout":
        return this.offer(event.node, event);
      case "ready":
        return event.incarnation === event.node.incarnation ? this.goOn(event.node) : null;
      case "operation":
        if (this.clients.isTurnOf(event.operation)) this.invoke(event.operation);
        return null;
      case "client-timeout":
        if (this.clients.isPending(event.operation)) this.complete(event.operation, null);
        return null;
      case "fault":
        return this.after(this.nemesis.befall(event.fault, this.nowUs));
      case "recover":
        return this.after(this.nemesis.recover(event, this.nowUs));
      default:
        return assertNever(event, "an event");
    }
  }

  private after(aftermath: Aftermath | null): PendingCall | null {
    if (aftermath?.do === "boot") return this.boot(aftermath.node);
    if (aftermath?.do === "work") this.work(aftermath.node);
    return null;
  }

  private call(state: NodeState, kind: PendingCall["kind"], trigger: HandlerRun["trigger"], text: string): PendingCall {
    this.running = { node: state.id, incarnation: state.incarnation, trigger, state };
    return { kind, node: state.id, text };
  }

  private boot(state: NodeState): PendingCall | null {
    if (state.isUp) return null;
    state.begin();
    const restarted = state.incarnation > 0;
    if (restarted) this.nemesis.booted(state, this.nowUs);
    const call: NodeCall = {
      do: "boot",
      now: state.nowMs(this.nowUs),
      id: state.id,
      nodes: this.plan.nodes,
      seed: `${this.plan.seed}/${state.id}/${state.incarnation}`,
      disk: state.disk.image,
      restarted,
      inspect: this.options.inspect,
    };
    return this.call(state, "boot", { kind: "boot", restarted }, JSON.stringify(call));
  }

  private arrive(event: Arrival): PendingCall | null {
    const { message } = event.wire;
    const { from, to } = message;
    const state = this.nodes.get(to);
    if (state === undefined) return this.arriveOutside(event);
    if (event.lost) return this.lose(message, event.copy, "loss");
    if (!state.isUp) return this.lose(message, event.copy, "down");
    if (this.traffic.network.isCut(from, to)) return this.lose(message, event.copy, "partition");
    if (state.inbox.length >= this.inboxMax && !state.isFree) return this.lose(message, event.copy, "overload");
    return this.offer(state, event);
  }

  private lose(message: TracedMessage, copy: 1 | 2, why: LossReason): null {
    this.recorder.lost(this.nowUs, message, copy, why);
    return null;
  }

  /** Runs the handler, or leaves the event in the inbox of a node that is busy or paused. */
  private offer(state: NodeState, event: NodeEvent): PendingCall | null {
    if (state.isFree) return this.handle(state, event, this.nowUs);
    if (isVoid(state, event)) return null;
    state.inbox.push({ event, sinceUs: this.nowUs });
    this.work(state);
    return null;
  }

  private handle(state: NodeState, event: NodeEvent, sinceUs: number): PendingCall | null {
    const heard = hear(state, event, this.nowUs, sinceUs);
    return heard === null ? null : this.call(state, "handle", heard.trigger, heard.text);
  }

  /** Begins to work on what is first in the inbox; when that is done its handler runs. */
  private work(state: NodeState): void {
    if (state.isPaused || state.isWorking) return;
    // What the node itself has made void since it came takes no time.
    while (state.inbox[0] !== undefined && isVoid(state, state.inbox[0].event)) state.inbox.shift();
    if (state.inbox.length === 0) return;
    state.isWorking = true;
    const serviceUs = state.service === null ? 0 : drawDelay(state.service, this.serviceTimes);
    this.queue.schedule(this.nowUs + serviceUs, { kind: "ready", node: state, incarnation: state.incarnation });
  }

  private goOn(state: NodeState): PendingCall | null {
    state.isWorking = false;
    if (state.isPaused) return null;
    const first = state.inbox.shift();
    return first === undefined ? null : this.handle(state, first.event, first.sinceUs);
  }

  private pictures({ memory, disk }: NodeState): Pictured {
    if (this.options.inspect) return { picture: { memory, disk: disk.image, synced: disk.durable } };
    return this.options.trace === true && disk.hasChanged() ? { synced: disk.durable } : {};
  }

  private invoke(operation: number): void {
    const { node } = this.clients.planned(operation);
    const client = this.clients.addressOf(operation);
    const body = this.clients.begin(operation) as unknown as Json;
    const message = this.traffic.numbered(client, node, body);
    this.clients.noteBegin(operation, this.nowUs, this.recorder.invoked(this.nowUs, operation, client, message));
    this.queue.schedule(this.nowUs, { kind: "arrive", wire: { message, text: JSON.stringify(body) }, copy: 1, lost: false });
    this.queue.schedule(this.nowUs + this.plan.clientTimeoutUs, { kind: "client-timeout", operation });
  }

  /** A message whose address is no node: a request to a service, a client's answer, or nobody's. */
  private arriveOutside(event: Arrival): null {
    const { message } = event.wire;
    if (this.traffic.isService(message.to)) {
      this.traffic.serve(event, this.nowUs);
      return null;
    }
    const body = message.body as unknown as Body;
    const operation = this.clients.answeredBy(message.to, body);
    if (operation !== null && this.clients.planned(operation).node === message.from) this.complete(operation, message);
    else if (!/^c\d+$/.test(message.to)) this.lose(message, event.copy, "no-such-node");
    return null;
  }

  /** Ends a client's operation: with the message that answers it, or without one. */
  private complete(operation: number, message: TracedMessage | null): void {
    const none = { type: "info", value: this.clients.planned(operation).value, error: { code: 0, text: "no answer came in time" } } as const;
    const completion = message === null ? none : this.clients.read(operation, message.body as unknown as Body);
    const type = completion.type === "invoke" ? "info" : completion.type;
    const event = this.recorder.completed(this.nowUs, operation, this.clients.addressOf(operation), type, message);
    const next = this.clients.end(operation, completion, this.nowUs, event);
    if (next !== null && this.ending === null) this.invoke(next);
  }

  private finish(ending: Ending): void {
    if (ending.kind === "finished" && this.queue.size > 0) this.nowUs = this.plan.endAtUs;
    this.end(ending);
  }

  private end(ending: Ending): void {
    this.ending = ending;
    for (const operation of this.clients.pending) this.complete(operation, null);
  }
}
