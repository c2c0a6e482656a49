/** Messages on their way: from nodes to nodes, to services and back, and to clients. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { Buggify } from "./buggify";
import type { ClusterEvent, NodeEvent, Wire } from "./cluster-event";
import type { ClusterPlan, ServiceName } from "./cluster-plan";
import { drawDelay } from "./delay";
import type { Agenda } from "./event-queue";
import type { Fate } from "./fate";
import { FifoLinks } from "./fifo-links";
import { type Address, type Body, type Json, typeOf } from "./message";
import { Network } from "./network";
import type { NodeState } from "./node-state";
import { boundedText } from "./read-reply";
import { type Recorder, utf8Bytes } from "./recorder";
import { makeService, type Service } from "./services";
import type { Did, LossReason, TracedMessage } from "./trace";

/** Beyond these a program is stopped: no protocol of a lab comes near them. */
export const IN_FLIGHT_MAX = 50_000;
export const MESSAGES_MAX = 500_000;

type Sent = Extract<Did, { kind: "sent" }>;

export class Traffic {
  readonly network: Network;
  private readonly services: ReadonlyMap<Address, { readonly name: ServiceName; readonly service: Service }>;
  private readonly serviceLatency: SeededRandom;
  private readonly serviceLoss: SeededRandom;
  /** Who sent the last message of each type that a fault asks for; null if none does. */
  private readonly lastSenders: Map<string, Address | null> | null;
  /** Null: messages may overtake. */
  private readonly fifo: FifoLinks | null;
  private messages = 0;

  constructor(
    private readonly plan: ClusterPlan,
    private readonly nodes: ReadonlyMap<Address, NodeState>,
    private readonly queue: Agenda<ClusterEvent>,
    private readonly recorder: Recorder,
    private readonly buggify: Buggify | null,
  ) {
    this.network = new Network(plan);
    this.services = new Map((plan.services ?? []).map((name) => [name, { name, service: makeService(name, plan.seed) }]));
    this.serviceLatency = random(plan.seed, "services/latency");
    this.serviceLoss = random(plan.seed, "services/loss");
    const types = plan.faults.flatMap((fault) => ("node" in fault && typeof fault.node !== "string" ? [fault.node.lastSenderOf] : []));
    this.fifo = plan.fifo === true ? new FifoLinks() : null;
    this.lastSenders = types.length === 0 ? null : new Map(types.map((type) => [type, null]));
  }

  numbered(from: Address, to: Address, body: Json): TracedMessage {
    const number = this.messages;
    this.messages += 1;
    return { number, from, to, body };
  }

  lastSenderOf(type: string): Address | null {
    return this.lastSenders?.get(type) ?? null;
  }

  isService(address: Address): boolean {
    return this.services.has(address);
  }

  /** What a node sends, or why it may not be sent. `twice`: the stream of a second copy that the sender itself makes. */
  send(state: NodeState, to: Address, body: Json, nowUs: number, twice: SeededRandom | null = null): Sent | string {
    const text = boundedText(body);
    if (!text.ok) return text.error.message;
    if (this.messages >= MESSAGES_MAX) return `The cluster has sent more than ${MESSAGES_MAX} messages in one run. Look for messages that cause each other.`;
    if (this.queue.size >= IN_FLIGHT_MAX) return `More than ${IN_FLIGHT_MAX} messages and timers are under way at once. Look for messages that cause each other.`;
    const message = this.numbered(state.id, to, body);
    const wire = { message, text: text.value };
    const isService = this.services.has(to);
    if (!isService && !this.nodes.has(to)) {
      this.recorder.counters.clientMessages += 1;
      this.queue.schedule(nowUs, { kind: "arrive", wire, copy: 1, lost: false });
      return { kind: "sent", message, copies: 1 };
    }
    this.count(text.value);
    if (!isService) this.noteSender(state.id, body);
    const copies = isService ? this.serviceCopies(message) : this.network.copies(state.id, to, typeOf(body), twice);
    this.recorder.counters.duplicated += copies.length - 1;
    this.dispatch(wire, copies, nowUs);
    return { kind: "sent", message, copies: copies.length === 2 ? 2 : 1 };
  }

  sendRpc(state: NodeState, to: Address, body: Json, msgId: number, timeoutMs: number, nowUs: number): Sent | string {
    const sent = this.send(state, to, body, nowUs, this.buggify?.secondCopy() ?? null);
    if (typeof sent === "string") return sent;
    state.rpcs.set(msgId, sent.message);
    this.queue.schedule(nowUs + state.durationUs(timeoutMs), { kind: "rpc-timeout", node: state, incarnation: state.incarnation, msgId });
    return sent;
  }

  /** A message has come to a service, which carries it out and replies. */
  serve({ wire: { message }, copy, lost }: Extract<NodeEvent, { kind: "arrive" }>, nowUs: number): void {
    const known = this.services.get(message.to);
    if (known === undefined) return;
    const why: LossReason | null = lost ? "loss" : this.network.isCut(message.from, message.to) ? "partition" : null;
    if (why !== null) return this.recorder.lost(nowUs, message, copy, why);
    const request = message.body as unknown as Body;
    const answer = known.service.answer(message.from, request);
    if (request.msg_id === undefined) return this.recorder.served(nowUs, known.name, message, null);
    const body = { ...answer, in_reply_to: request.msg_id } as unknown as Json;
    const wire: Wire = { message: this.numbered(known.name, message.from, body), text: JSON.stringify(body) };
    this.count(wire.text);
    this.dispatch(wire, this.serviceCopies(wire.message), nowUs);
    this.recorder.served(nowUs, known.name, message, wire.message);
  }

  /** Services are a message's way off, like nodes, and no message to or from them is duplicated (as in Maelstrom). */
  private serviceCopies({ from, to, body }: TracedMessage): Fate {
    const { latency, loss } = this.network.weather;
    const drawn: Fate = [{ number: 1, afterUs: drawDelay(latency, this.serviceLatency), lost: this.serviceLoss.fraction() < loss }];
    return this.network.fateOf(from, to, typeOf(body)) ?? drawn;
  }

  private dispatch(wire: Wire, copies: Fate, nowUs: number): void {
    const { from, to } = wire.message;
    for (const { number, afterUs, lost } of copies) {
      const atUs = nowUs + afterUs;
      this.queue.schedule(this.fifo?.arrivalUs(from, to, atUs) ?? atUs, { kind: "arrive", wire, copy: number, lost });
    }
  }

  private count(text: string): void {
    const { counters } = this.recorder;
    counters.serverMessages += 1;
    counters.serverBytes += utf8Bytes(text);
  }

  private noteSender(from: Address, body: Json): void {
    if (this.lastSenders === null) return;
    const type = typeOf(body);
    if (this.lastSenders.has(type)) this.lastSenders.set(type, from);
  }
}
