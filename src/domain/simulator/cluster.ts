/**
 * A cluster in simulated time: one queue, one thread, one seed. It stops wherever a node has to act (`next`) and goes
 * on with what the node asked for (`apply`), so that whoever drives it may answer at once or later. The numbered rules
 * are in SPEC.md.
 */
import { assert, assertNever } from "../kernel/assert";
import { random, type SeededRandom } from "../kernel/seeded-random";
import { Clients } from "./clients";
import type { ClusterPlan, Fault } from "./cluster-plan";
import { drawDelay } from "./delay";
import { EventQueue } from "./event-queue";
import type { ReadReply } from "./history";
import { type Address, type Body, type Json, typeOf } from "./message";
import { Network } from "./network";
import type { Effect, NodeCall, ProgramFailure } from "./node-host";
import { NodeState } from "./node-state";
import { boundedText, type NodeReply, readReply } from "./read-reply";
import { type HandlerRun, Recorder, utf8Bytes } from "./recorder";
import type { Ending, RunRecord } from "./run-record";
import type { Did, NodePicture, TracedMessage } from "./trace";

/** Beyond these a program is stopped: no protocol of a lab comes near them. */
export const IN_FLIGHT_MAX = 50_000;
export const MESSAGES_MAX = 500_000;
export const TIMERS_MAX = 1_000;

/** A handler that has to run: `text` goes to the node's host, and its reply to `apply`. */
export interface PendingCall {
  readonly kind: "boot" | "handle";
  readonly node: Address;
  readonly text: string;
}

type Wire = { readonly message: TracedMessage; readonly text: string };

type Event =
  | { readonly kind: "boot"; readonly node: NodeState }
  | { readonly kind: "arrive"; readonly wire: Wire; readonly copy: 1 | 2; readonly lost: boolean }
  | { readonly kind: "timer"; readonly node: NodeState; readonly incarnation: number; readonly name: string; readonly token: number }
  | { readonly kind: "synced"; readonly node: NodeState; readonly incarnation: number; readonly sync: number; readonly point: number }
  | { readonly kind: "rpc-timeout"; readonly node: NodeState; readonly incarnation: number; readonly msgId: number }
  | { readonly kind: "operation"; readonly operation: number }
  | { readonly kind: "client-timeout"; readonly operation: number }
  | { readonly kind: "fault"; readonly fault: Fault };

export interface ClusterOptions {
  /** Remember the whole trace, with pictures of memory and disk. Does not change what happens. */
  readonly inspect: boolean;
  /** A node has crashed: its host may forget it. */
  readonly onCrash?: (node: Address) => void;
}

export class Cluster {
  private readonly queue = new EventQueue<Event>();
  private readonly nodes: ReadonlyMap<Address, NodeState>;
  private readonly network: Network;
  private readonly clients: Clients;
  private readonly recorder: Recorder;
  private readonly diskTimes: SeededRandom;
  private readonly diskLosses: SeededRandom;
  private nowUs = 0;
  private messages = 0;
  private timersSet = 0;
  private ending: Ending | null = null;
  private running: (HandlerRun & { readonly state: NodeState }) | null = null;

  constructor(
    private readonly plan: ClusterPlan,
    readReplyOf: ReadReply,
    private readonly options: ClusterOptions,
  ) {
    this.nodes = new Map(plan.nodes.map((id) => [id, new NodeState(id, plan.clockOffsetsMs[id] ?? 0)]));
    this.network = new Network(plan);
    this.clients = new Clients(plan, readReplyOf);
    this.recorder = new Recorder(options.inspect);
    this.diskTimes = random(plan.seed, "disk/latency");
    this.diskLosses = random(plan.seed, "disk/crash");
    for (const node of this.nodes.values()) this.queue.schedule(0, { kind: "boot", node });
    for (const fault of plan.faults) this.queue.schedule(fault.atUs, { kind: "fault", fault });
    plan.operations.forEach(({ atUs }, operation) => this.queue.schedule(atUs, { kind: "operation", operation }));
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

  /** Carries out what the handler of the last call asked for. */
  apply(text: string): void {
    const run = this.running;
    assert(run !== null, "a reply answers a call");
    this.running = null;
    const read = readReply(text);
    const reply: NodeReply = read.ok ? read.value : { effectsText: "", effects: [], failure: read.error, memory: null };
    const { state, ...handler } = run;
    state.memory = reply.memory;
    const { list, refusal } = this.perform(state, reply);
    const failure = reply.failure ?? refusal;
    this.recorder.handled(this.nowUs, { ...handler, effectsText: reply.effectsText, did: list, failed: failure !== null }, this.pictures(state));
    if (failure !== null) this.finish({ kind: "program-failed", node: run.node, failure });
  }

  /** The books of a run that has ended. */
  record(): RunRecord {
    assert(this.ending !== null, "a run is recorded when it has ended");
    const { counters, events, traceHash, trace } = this.recorder;
    const { history } = this.clients;
    return { seed: this.plan.seed, ending: this.ending, history, counters, events, endedAtUs: this.nowUs, traceHash, ...(trace === null ? {} : { trace }) };
  }

  private happen(event: Event): PendingCall | null {
    switch (event.kind) {
      case "boot":
        return this.boot(event.node);
      case "arrive":
        return this.arrive(event.wire, event.copy, event.lost);
      case "timer":
        return this.fire(event);
      case "synced":
        return this.synced(event);
      case "rpc-timeout":
        return this.giveUpRpc(event);
      case "operation":
        if (this.clients.isTurnOf(event.operation)) this.invoke(event.operation);
        return null;
      case "client-timeout":
        if (this.clients.isPending(event.operation)) this.complete(event.operation, null);
        return null;
      case "fault":
        return this.befall(event.fault);
      default:
        return assertNever(event, "an event");
    }
  }

  private call(state: NodeState, kind: PendingCall["kind"], trigger: HandlerRun["trigger"], text: string): PendingCall {
    this.running = { node: state.id, incarnation: state.incarnation, trigger, state };
    return { kind, node: state.id, text };
  }

  private boot(state: NodeState): PendingCall | null {
    if (state.isUp) return null;
    state.begin();
    const restarted = state.incarnation > 0;
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

  private arrive({ message, text }: Wire, copy: 1 | 2, lost: boolean): PendingCall | null {
    const { from, to } = message;
    const state = this.nodes.get(to);
    if (state === undefined) return this.answerClient(message, copy);
    if (lost) return this.lose(message, copy, "loss");
    if (!state.isUp) return this.lose(message, copy, "down");
    if (this.network.isCut(from, to)) return this.lose(message, copy, "partition");
    const answers = (message.body as unknown as Body).in_reply_to;
    if (answers !== undefined && state.rpcs.get(answers)?.to === from) state.rpcs.delete(answers);
    const call = `{"do":"message","now":${state.nowMs(this.nowUs)},"src":${JSON.stringify(from)},"body":${text}}`;
    return this.call(state, "handle", { kind: "message", message, copy }, call);
  }

  private lose(message: TracedMessage, copy: 1 | 2, why: "loss" | "partition" | "down" | "no-such-node"): null {
    this.recorder.lost(this.nowUs, message, copy, why);
    return null;
  }

  private fire({ node, incarnation, name, token }: Extract<Event, { kind: "timer" }>): PendingCall | null {
    const timer = node.timers.get(name);
    if (node.incarnation !== incarnation || timer?.token !== token) return null;
    node.timers.delete(name);
    const { data, setAtUs } = timer;
    const call: NodeCall = { do: "timer", now: node.nowMs(this.nowUs), name, data };
    return this.call(node, "handle", { kind: "timer", name, data, setAtUs }, JSON.stringify(call));
  }

  private synced({ node, incarnation, sync, point }: Extract<Event, { kind: "synced" }>): PendingCall | null {
    if (!node.isUp || node.incarnation !== incarnation) return null;
    node.disk.sync(point);
    const call: NodeCall = { do: "synced", now: node.nowMs(this.nowUs), sync };
    return this.call(node, "handle", { kind: "synced" }, JSON.stringify(call));
  }

  private giveUpRpc({ node, incarnation, msgId }: Extract<Event, { kind: "rpc-timeout" }>): PendingCall | null {
    const message = node.rpcs.get(msgId);
    if (!node.isUp || node.incarnation !== incarnation || message === undefined) return null;
    node.rpcs.delete(msgId);
    const call: NodeCall = { do: "rpc-timeout", now: node.nowMs(this.nowUs), msgId };
    return this.call(node, "handle", { kind: "rpc-timeout", message }, JSON.stringify(call));
  }

  private befall(fault: Fault): PendingCall | null {
    switch (fault.kind) {
      case "partition":
        this.network.partition(fault.sides);
        this.recorder.partitioned(this.nowUs, fault.sides);
        return null;
      case "heal":
        this.network.heal();
        this.recorder.healed(this.nowUs);
        return null;
      case "crash":
        this.crash(this.node(fault.node));
        return null;
      case "restart":
        return this.boot(this.node(fault.node));
      case "clock-jump":
        this.node(fault.node).clockOffsetMs += fault.byMs;
        this.recorder.clockJumped(this.nowUs, fault.node, fault.byMs);
        return null;
      default:
        return assertNever(fault, "a fault");
    }
  }

  private crash(state: NodeState): void {
    if (!state.isUp) return;
    const lostWrites = state.disk.crash(this.diskLosses);
    state.forget();
    this.options.onCrash?.(state.id);
    this.recorder.crashed(this.nowUs, state.id, lostWrites, this.pictures(state));
  }

  private pictures({ memory, disk }: NodeState): NodePicture | null {
    return this.options.inspect ? { memory, disk: disk.image, synced: disk.durable } : null;
  }

  private node(id: Address): NodeState {
    const state = this.nodes.get(id);
    assert(state !== undefined, `the plan names a node that is not in the cluster: ${id}`);
    return state;
  }

  private invoke(operation: number): void {
    const { node } = this.clients.planned(operation);
    const client = this.clients.addressOf(operation);
    const body = this.clients.begin(operation) as unknown as Json;
    const message = this.numbered(client, node, body);
    this.clients.noteBegin(operation, this.nowUs, this.recorder.invoked(this.nowUs, operation, client, message));
    this.queue.schedule(this.nowUs, { kind: "arrive", wire: { message, text: JSON.stringify(body) }, copy: 1, lost: false });
    this.queue.schedule(this.nowUs + this.plan.clientTimeoutUs, { kind: "client-timeout", operation });
  }

  /** A message whose address is no node: a client's answer, or nobody's. */
  private answerClient(message: TracedMessage, copy: 1 | 2): null {
    const body = message.body as unknown as Body;
    const operation = this.clients.answeredBy(message.to, body);
    if (operation !== null && this.clients.planned(operation).node === message.from) this.complete(operation, message);
    else if (!/^c\d+$/.test(message.to)) this.lose(message, copy, "no-such-node");
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

  private numbered(from: Address, to: Address, body: Json): TracedMessage {
    const number = this.messages;
    this.messages += 1;
    return { number, from, to, body };
  }

  /** Carries out effects in their order, up to the first that goes beyond a limit. */
  private perform(state: NodeState, reply: NodeReply): { list: Did[]; refusal: ProgramFailure | null } {
    const list: Did[] = [];
    for (const effect of reply.effects) {
      const done = this.performOne(state, effect);
      if (typeof done === "string") return { list, refusal: { kind: "bad-effect", message: done, frames: [] } };
      list.push(done);
    }
    return { list, refusal: null };
  }

  /** What was done, or why it may not be done. */
  private performOne(state: NodeState, effect: Effect): Did | string {
    switch (effect[0]) {
      case "send":
        return this.send(state, effect[1], effect[2]);
      case "rpc":
        return this.sendRpc(state, effect);
      case "timer":
        return this.setTimer(state, effect[1], effect[2], effect[3]);
      case "clear":
        state.timers.delete(effect[1]);
        return { kind: "timer-cleared", name: effect[1] };
      case "write":
      case "append":
        return write(state, effect);
      case "fsync":
        this.queue.schedule(this.nowUs + drawDelay(this.plan.fsync, this.diskTimes), {
          kind: "synced", node: state, incarnation: state.incarnation, sync: effect[1], point: state.disk.syncPoint,
        });
        return { kind: "fsync-begun" };
      case "deliver":
        this.recorder.counters.deliveries += 1;
        return { kind: "delivered", value: effect[1] };
      case "log":
        return { kind: "logged", text: effect[1] };
    }
  }

  private send(state: NodeState, to: Address, body: Json): Extract<Did, { kind: "sent" }> | string {
    const text = boundedText(body);
    if (!text.ok) return text.error.message;
    if (this.messages >= MESSAGES_MAX) return `The cluster has sent more than ${MESSAGES_MAX} messages in one run. Look for messages that cause each other.`;
    if (this.queue.size >= IN_FLIGHT_MAX) return `More than ${IN_FLIGHT_MAX} messages and timers are under way at once. Look for messages that cause each other.`;
    const message = this.numbered(state.id, to, body);
    const wire = { message, text: text.value };
    const { counters } = this.recorder;
    if (!this.nodes.has(to)) {
      counters.clientMessages += 1;
      this.queue.schedule(this.nowUs, { kind: "arrive", wire, copy: 1, lost: false });
      return { kind: "sent", message, copies: 1 };
    }
    counters.serverMessages += 1;
    counters.serverBytes += utf8Bytes(text.value);
    const copies = this.network.copies(state.id, to, typeOf(body));
    counters.duplicated += copies.length - 1;
    for (const { number, afterUs, lost } of copies) this.queue.schedule(this.nowUs + afterUs, { kind: "arrive", wire, copy: number, lost });
    return { kind: "sent", message, copies: copies.length === 2 ? 2 : 1 };
  }

  private sendRpc(state: NodeState, [, to, body, msgId, timeoutMs]: Extract<Effect, readonly ["rpc", ...unknown[]]>): Did | string {
    const sent = this.send(state, to, body);
    if (typeof sent === "string") return sent;
    state.rpcs.set(msgId, sent.message);
    this.queue.schedule(this.nowUs + Math.round(timeoutMs * 1_000), { kind: "rpc-timeout", node: state, incarnation: state.incarnation, msgId });
    return sent;
  }

  private setTimer(state: NodeState, name: string, ms: number, data: Json): Did | string {
    const text = boundedText(data);
    if (!text.ok) return text.error.message;
    if (state.timers.size >= TIMERS_MAX && !state.timers.has(name)) return `A node has more than ${TIMERS_MAX} timers. Set one timer, and keep in state what it is for.`;
    if (this.queue.size >= IN_FLIGHT_MAX) return `More than ${IN_FLIGHT_MAX} messages and timers are under way at once. Look for timers that set each other.`;
    const dueAtUs = this.nowUs + Math.round(ms * 1_000);
    const token = this.timersSet;
    this.timersSet += 1;
    state.timers.set(name, { token, data, setAtUs: this.nowUs });
    this.queue.schedule(dueAtUs, { kind: "timer", node: state, incarnation: state.incarnation, name, token });
    return { kind: "timer-set", name, dueAtUs };
  }

  private finish(ending: Ending): void {
    if (ending.kind === "finished" && this.queue.size > 0) this.nowUs = this.plan.endAtUs;
    this.ending = ending;
    for (const operation of this.clients.pending) this.complete(operation, null);
  }
}

function write(state: NodeState, [kind, key, value]: Extract<Effect, readonly ["write" | "append", ...unknown[]]>): Did | string {
  const text = boundedText(value);
  if (!text.ok) return text.error.message;
  if (!state.disk.write(key, value, kind === "append", key.length + text.value.length)) return "The disk of a node is full. Write less, or write a value over instead of appending.";
  return kind === "append" ? { kind: "appended", log: key, value } : { kind: "wrote", key, value };
}
