/**
 * A cluster whose nodes are processes of a real machine, in wall-clock time: SPEC.md, rules W1 to W9. Messages, faults,
 * services and clients are those of the simulator; this says what has to be done with processes, and is told what they
 * print. Time comes in with each call.
 */
import { assert } from "../../kernel/assert";
import { Cluster, type PendingCall } from "../cluster";
import type { ClusterEvent } from "../cluster-event";
import type { ClusterPlan, Fault } from "../cluster-plan";
import { EventQueue } from "../event-queue";
import type { ReadReply } from "../history";
import type { Address, Body, Json } from "../message";
import { type NodeCall, type ProgramFailure, REPLY_SEPARATOR } from "../node-host";
import type { NodeState } from "../node-state";
import type { RunRecord } from "../run-record";
import { readLine, shownLine } from "./read-line";

/** What has to be done with a node's process. */
export type Order =
  /** Start the program anew; what is to be written to it follows. */
  | { readonly do: "start"; readonly node: Address }
  | { readonly do: "write"; readonly node: Address; readonly line: string }
  /** End it without a word, stop it where it is, let it go on. */
  | { readonly do: "kill" | "stop" | "continue"; readonly node: Address };

/** Who sends init, and under which number: no client of the workload. */
const INIT = { client: "c0", msgId: 1 } as const;

/** Stands in a node's inbox for what its process did by itself. */
const BY_ITSELF = "by itself";

/** A node's process as it was last ordered to be. */
interface Life {
  readonly state: NodeState;
  isRunning: boolean;
  isStopped: boolean;
  /** It was started and has not answered init yet: what comes for it waits. */
  isStarting: boolean;
}

export class OutsideCluster {
  /** By how much the latest event was late, at most: how busy the machine is. */
  lateUs = 0;
  private readonly agenda = new EventQueue<ClusterEvent>();
  private readonly cluster: Cluster;
  private readonly lives = new Map<Address, Life>();
  private readonly clients: ReadonlySet<Address>;
  private orders: Order[] = [];
  /** Whether the clock runs; until then all is at time 0, and nothing that was planned happens. */
  private isGoing = false;
  private heard = 0;

  constructor(
    private readonly plan: ClusterPlan,
    readReply: ReadReply,
  ) {
    this.cluster = new Cluster(plan, readReply, { inspect: false, trace: true, agenda: this.agenda });
    this.clients = new Set(plan.operations.map(({ client }) => `c${client + 1}`));
  }

  /** Starts all nodes. The clock runs when all of them are ready. */
  begin(): Order[] {
    for (const node of this.plan.nodes) {
      const event = this.agenda.take();
      assert(event.kind === "boot" && event.node.id === node, "a cluster begins with the boots of its nodes");
      this.lives.set(node, { state: event.node, isRunning: false, isStopped: false, isStarting: false });
      this.happen(event, 0);
    }
    return this.given();
  }

  get isReady(): boolean {
    return [...this.lives.values()].every(({ isStarting }) => !isStarting);
  }

  get hasEnded(): boolean {
    return this.cluster.hasEnded || this.isTooMuch;
  }

  /** When something is due next: no call of `advance` is needed before. */
  get nextAtUs(): number {
    return Math.min(this.agenda.nextAtUs, this.plan.endAtUs);
  }

  /** All nodes are ready, and the clock begins to run. */
  go(): Order[] {
    this.isGoing = true;
    return this.advance(0);
  }

  /** Time has passed: what is due happens. */
  advance(nowUs: number): Order[] {
    while (!this.hasEnded && this.agenda.nextAtUs <= Math.min(nowUs, this.plan.endAtUs)) {
      this.lateUs = Math.max(this.lateUs, nowUs - this.agenda.nextAtUs);
      this.happen(this.agenda.take(), nowUs);
    }
    if (!this.hasEnded && (this.agenda.size === 0 || nowUs >= this.plan.endAtUs)) this.conclude(nowUs);
    return this.given();
  }

  /** A node's process printed a line. */
  hear(node: Address, line: string, nowUs: number): Order[] {
    if (this.hasEnded || !this.lifeOf(node).isRunning) return [];
    this.said(node, line, nowUs);
    return this.isGoing ? this.advance(nowUs) : this.given();
  }

  /** A node's process cannot go on: `why` goes on after "n1 stopped:". */
  fail(node: Address, why: string, nowUs: number): Order[] {
    if (this.hasEnded || !this.lifeOf(node).isRunning) return [];
    this.failed(node, why, nowUs);
    return this.isGoing ? this.advance(nowUs) : this.given();
  }

  /** Whether a process was started and has not answered init. */
  isStarting(node: Address): boolean {
    return this.lifeOf(node).isStarting;
  }

  /** Ends the run as it stands. */
  conclude(nowUs: number): void {
    const [first] = this.plan.nodes;
    // Nothing happens by it, but the books are closed at this time.
    if (!this.hasEnded && first !== undefined && !this.lifeOf(first).state.isPaused) this.cluster.choose({ kind: "fault", fault: { kind: "resume", atUs: nowUs, node: first } }, nowUs);
    this.cluster.conclude();
  }

  /** The books of a run that has ended. */
  record(): RunRecord {
    this.cluster.conclude();
    const record = this.cluster.record();
    return this.isTooMuch ? { ...record, ending: { kind: "too-many-events", eventsMax: this.plan.eventsMax } } : record;
  }

  private get isTooMuch(): boolean {
    return this.heard >= this.plan.eventsMax;
  }

  private given(): Order[] {
    const { orders } = this;
    this.orders = [];
    return orders;
  }

  private lifeOf(node: Address): Life {
    const life = this.lives.get(node);
    assert(life !== undefined, `${node} is a node of the cluster`);
    return life;
  }

  private happen(event: ClusterEvent, nowUs: number): void {
    const call = this.cluster.choose(event, nowUs);
    this.follow();
    if (call !== null) this.carryOut(call, nowUs);
  }

  private strike(fault: Fault, nowUs: number): void {
    this.happen({ kind: "fault", fault }, nowUs);
  }

  /** Processes follow the books: what is down is killed, what is paused is stopped. */
  private follow(): void {
    for (const [node, life] of this.lives) {
      const { isUp, isPaused } = life.state;
      if (life.isRunning && !isUp) {
        Object.assign(life, { isRunning: false, isStopped: false, isStarting: false });
        this.orders.push({ do: "kill", node });
      } else if (life.isRunning && !life.isStarting && life.isStopped !== isPaused) {
        life.isStopped = isPaused;
        this.orders.push({ do: isPaused ? "stop" : "continue", node });
      }
    }
  }

  private carryOut({ kind, node, text }: PendingCall, nowUs: number): void {
    const call = JSON.parse(text) as NodeCall;
    if (kind === "boot") return this.start(node, nowUs);
    assert(call.do === "message", "processes outside have no timers, disks and rpcs that we know of");
    const { type, ...own } = call.body as unknown as { readonly type: string } & ByItself;
    if (call.src === node && type === BY_ITSELF) return this.cluster.apply(replyOf(own));
    this.heard += 1;
    this.orders.push({ do: "write", node, line: lineOf(call.src, node, call.body) });
    this.cluster.apply(replyOf({}));
  }

  private start(node: Address, nowUs: number): void {
    const life = this.lifeOf(node);
    Object.assign(life, { isRunning: true, isStopped: false, isStarting: true });
    const init = { type: "init", msg_id: INIT.msgId, node_id: node, node_ids: this.plan.nodes };
    this.orders.push({ do: "start", node }, { do: "write", node, line: lineOf(INIT.client, node, init) });
    this.cluster.apply(replyOf({}));
    // While the clock runs, what comes for it waits as at a paused node, and nobody blames it.
    if (this.isGoing) this.strike({ kind: "pause", atUs: nowUs, node }, nowUs);
  }

  private said(node: Address, line: string, nowUs: number): void {
    const read = readLine(node, line);
    if (!read.ok) return this.failed(node, read.error, nowUs);
    const { dest, body } = read.value;
    if (dest === INIT.client) this.answersInit(node, body, line, nowUs);
    else if (this.isAddress(dest)) this.byItself(node, { effects: [["send", dest, body as unknown as Json]] }, nowUs);
    else this.failed(node, `it sent a message to "${dest}", which is neither a node, nor a client, nor a service here: ${shownLine(line)}`, nowUs);
  }

  private isAddress(dest: Address): boolean {
    return this.lives.has(dest) || this.clients.has(dest) || (this.plan.services ?? []).some((name) => name === dest);
  }

  private answersInit(node: Address, body: Body, line: string, nowUs: number): void {
    const life = this.lifeOf(node);
    if (!life.isStarting) return;
    if (body.type !== "init_ok" || body.in_reply_to !== INIT.msgId) {
      return this.failed(node, `it answered init with ${shownLine(line)}, where the body has to have {"type": "init_ok", "in_reply_to": ${INIT.msgId}}.`, nowUs);
    }
    if (life.state.isPaused) this.strike({ kind: "resume", atUs: nowUs, node }, nowUs);
    life.isStarting = false;
  }

  private failed(node: Address, why: string, nowUs: number): void {
    const { state } = this.lifeOf(node);
    // Nobody waits for it any longer, whatever it was waiting for itself.
    if (state.isPaused) this.strike({ kind: "resume", atUs: nowUs, node }, nowUs);
    this.byItself(node, { failure: { kind: "threw", message: why, frames: [] } }, nowUs);
  }

  /** Comes to the node as a message of its own would: at once, or when it goes on. */
  private byItself(node: Address, own: ByItself, nowUs: number): void {
    const body = { type: BY_ITSELF, ...own } as unknown as Json;
    this.happen({ kind: "arrive", wire: { message: { number: -1, from: node, to: node, body }, text: JSON.stringify(body) }, copy: 1, lost: false }, nowUs);
  }
}

interface ByItself {
  readonly effects?: readonly (readonly [kind: "send", to: Address, body: Json])[];
  readonly failure?: ProgramFailure;
}

const replyOf = ({ effects = [], failure }: ByItself): string => `${JSON.stringify(effects)}${REPLY_SEPARATOR}${failure === undefined ? "" : JSON.stringify(failure)}`;

const lineOf = (src: Address, dest: Address, body: Json): string => JSON.stringify({ src, dest, body });

/** Whether a message of a recorded run is none, but stands for what a process did by itself. */
export const isByItself = ({ from, to, body }: { readonly from: Address; readonly to: Address; readonly body: Json }): boolean => from === to && (body as unknown as Body).type === BY_ITSELF;
