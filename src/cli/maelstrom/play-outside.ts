/** Drives a cluster of processes in wall-clock time, from its start to its end. */
import os from "node:os";
import path from "node:path";
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";
import type { ReadReply } from "@/domain/simulator/history";
import type { Address } from "@/domain/simulator/message";
import { type Order, OutsideCluster } from "@/domain/simulator/outside/outside-cluster";
import type { RunRecord } from "@/domain/simulator/run-record";
import { NodeProcess } from "./node-process";
import type { ProcessGroups } from "./process-groups";
import { StartLine } from "./start-line";

/** Maelstrom waits 10 s for init_ok (src/maelstrom/db.clj); a machine may have other things to do while a runtime starts. */
const INIT_MS_MAX = 30_000;
/** So many programs start at a time for each core. */
const STARTS_PER_CORE = 2;
/** Timers of Node are not more exact. */
const US_PER_MS = 1_000;

export interface Play {
  readonly plan: ClusterPlan;
  readonly readReply: ReadReply;
  readonly file: string;
  readonly args: readonly string[];
  /** Holds a folder for each node, and their logs */
  readonly folder: string;
  readonly groups: ProcessGroups;
  /** The run ends after so long, whatever its plan says */
  readonly timeLimitMs: number;
  /** Raised when the user wants an end */
  readonly stop: AbortSignal;
}

export interface Played {
  readonly run: RunRecord;
  /** Why it was ended before its plan was, or null */
  readonly cut: string | null;
  /** By how much what was due came late, at most */
  readonly lateMs: number;
}

/** The program cannot be started at all. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** Plays to the end of the plan. @throws CannotStart */
export function playOutside(play: Play): Promise<Played> {
  return new Promise((resolve, reject) => new Player(play, resolve, reject).begin());
}

class Player {
  private readonly cluster: OutsideCluster;
  private readonly nodes: ReadonlyMap<Address, NodeProcess>;
  private readonly line = new StartLine(STARTS_PER_CORE * os.availableParallelism());
  /** Of those that were started and have not answered init: when that will have taken too long. */
  private readonly patience = new Map<Address, NodeJS.Timeout>();
  /** When the clock began to run; null: it does not yet. */
  private origin: number | null = null;
  private alarm: NodeJS.Timeout | undefined;
  private limit: NodeJS.Timeout | undefined;
  private cut: string | null = null;
  private problem: CannotStart | null = null;
  private isOver = false;

  constructor(
    private readonly play: Play,
    private readonly resolve: (played: Played) => void,
    private readonly reject: (problem: unknown) => void,
  ) {
    const { plan, readReply, file, args, folder, groups } = play;
    this.cluster = new OutsideCluster(plan, readReply);
    this.nodes = new Map(plan.nodes.map((node) => {
      const home = { file, args, folder: path.join(folder, "nodes", node), logFile: path.join(folder, "logs", `${node}.log`) };
      const process = new NodeProcess(home, groups, {
        line: (line) => this.hear(node, line),
        failed: (why) => this.carryOut(this.cluster.fail(node, why, this.nowUs())),
        unstartable: (why) => this.giveUp(why),
      });
      return [node, process];
    }));
  }

  begin(): void {
    const { stop } = this.play;
    if (stop.aborted) return this.end("It was stopped before it began.");
    stop.addEventListener("abort", this.onStop, { once: true });
    this.carryOut(this.cluster.begin());
  }

  private readonly onStop = (): void => this.end(`It was stopped after ${this.seconds()}.`);

  private seconds(): string {
    return `${(this.nowUs() / US_PER_MS / 1_000).toFixed(1)} s`;
  }

  private nowUs(): number {
    return this.origin === null ? 0 : Math.floor((performance.now() - this.origin) * US_PER_MS);
  }

  private hear(node: Address, line: string): void {
    this.carryOut(this.cluster.hear(node, line, this.nowUs()));
    if (!this.cluster.isStarting(node)) this.hasStarted(node);
  }

  private carryOut(orders: readonly Order[]): void {
    for (const order of orders) this.one(order);
    if (this.isOver) return;
    if (this.cluster.hasEnded) return this.over();
    if (this.origin === null && this.cluster.isReady) return this.go();
    if (this.origin !== null) this.wake();
  }

  private go(): void {
    this.origin = performance.now();
    this.limit = setTimeout(() => this.end(`It was ended by the time limit after ${this.seconds()}.`), this.play.timeLimitMs);
    this.carryOut(this.cluster.go());
  }

  /** Sees to it that what is due next happens in time. */
  private wake(): void {
    clearTimeout(this.alarm);
    const inMs = Math.max(0, Math.ceil((this.cluster.nextAtUs - this.nowUs()) / US_PER_MS));
    this.alarm = setTimeout(() => this.carryOut(this.cluster.advance(this.nowUs())), inMs);
  }

  private one(order: Order): void {
    const node = this.nodes.get(order.node);
    if (node === undefined) return;
    switch (order.do) {
      case "start":
        return node.start(this.line.enter().then(() => this.expectInit(order.node, node)));
      case "write":
        return node.write(order.line);
      case "kill":
        this.hasStarted(order.node);
        return void node.kill();
      case "stop":
        return node.signal("SIGSTOP");
      case "continue":
        return node.signal("SIGCONT");
    }
  }

  /** Nobody waits for its init_ok any longer: the next one may start. */
  private hasStarted(name: Address): void {
    if (!this.patience.has(name)) return;
    clearTimeout(this.patience.get(name));
    this.patience.delete(name);
    this.line.leave();
  }

  /** It has its turn to start. */
  private expectInit(name: Address, node: NodeProcess): void {
    this.hasStarted(name);
    if (this.isOver || !this.cluster.isStarting(name)) return this.line.leave();
    const complain = (): void => {
      if (!this.cluster.isStarting(name)) return;
      this.carryOut(this.cluster.fail(name, `it has not answered its init message within ${INIT_MS_MAX / 1_000} s. Expected is a line {"src": "${name}", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1}}.${node.lastWords()}`, this.nowUs()));
    };
    this.patience.set(name, setTimeout(complain, INIT_MS_MAX));
  }

  private giveUp(why: string): void {
    this.problem ??= new CannotStart(why);
    this.over();
  }

  /** Ends the run as it stands. */
  private end(cut: string): void {
    if (this.isOver) return;
    this.cut = cut;
    this.cluster.conclude(this.nowUs());
    this.over();
  }

  private over(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.play.stop.removeEventListener("abort", this.onStop);
    for (const timer of [this.alarm, this.limit, ...this.patience.values()]) clearTimeout(timer);
    const gone = Promise.all([...this.nodes.values()].map((node) => node.kill()));
    void gone.then(() => {
      if (this.problem !== null) return this.reject(this.problem);
      this.resolve({ run: this.cluster.record(), cut: this.cut, lateMs: Math.round(this.cluster.lateUs / US_PER_MS) });
    });
  }
}
