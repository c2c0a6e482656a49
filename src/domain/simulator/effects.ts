/** Carries out what a handler asked for. */
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { Buggify } from "./buggify";
import type { ClusterEvent } from "./cluster-event";
import type { ClusterPlan } from "./cluster-plan";
import { drawDelay } from "./delay";
import type { Agenda } from "./event-queue";
import type { Json } from "./message";
import type { Effect, ProgramFailure } from "./node-host";
import type { NodeState } from "./node-state";
import { boundedText } from "./read-reply";
import type { Recorder } from "./recorder";
import type { Did } from "./trace";
import { IN_FLIGHT_MAX, type Traffic } from "./traffic";

/** Beyond it a program is stopped: no protocol of a lab comes near it. */
export const TIMERS_MAX = 1_000;

export class Effects {
  private readonly diskTimes: SeededRandom;
  private timersSet = 0;

  constructor(
    private readonly plan: ClusterPlan,
    private readonly queue: Agenda<ClusterEvent>,
    private readonly traffic: Traffic,
    private readonly recorder: Recorder,
    private readonly buggify: Buggify | null,
  ) {
    this.diskTimes = random(plan.seed, "disk/latency");
  }

  /** Carries out effects in their order, up to the first that goes beyond a limit. */
  perform(state: NodeState, effects: readonly Effect[], nowUs: number): { list: Did[]; refusal: ProgramFailure | null } {
    const list: Did[] = [];
    for (const effect of effects) {
      const done = this.performOne(state, effect, nowUs);
      if (typeof done === "string") return { list, refusal: { kind: "bad-effect", message: done, frames: [] } };
      list.push(done);
    }
    return { list, refusal: null };
  }

  /** What was done, or why it may not be done. */
  private performOne(state: NodeState, effect: Effect, nowUs: number): Did | string {
    switch (effect[0]) {
      case "send":
        return this.traffic.send(state, effect[1], effect[2], nowUs);
      case "rpc":
        return this.traffic.sendRpc(state, effect[1], effect[2], effect[3], effect[4], nowUs);
      case "timer":
        return this.setTimer(state, effect[1], effect[2], effect[3], nowUs);
      case "clear":
        state.timers.delete(effect[1]);
        return { kind: "timer-cleared", name: effect[1] };
      case "write":
      case "append":
        return write(state, effect);
      case "fsync":
        this.queue.schedule(nowUs + this.fsyncUs(), { kind: "synced", node: state, incarnation: state.incarnation, sync: effect[1], point: state.disk.syncPoint });
        return { kind: "fsync-begun" };
      case "deliver":
        this.recorder.delivered(nowUs, state.id, state.incarnation, effect[1]);
        return { kind: "delivered", value: effect[1] };
      case "log":
        return { kind: "logged", text: effect[1] };
    }
  }

  private fsyncUs(): number {
    const usualUs = drawDelay(this.plan.fsync, this.diskTimes);
    return this.buggify === null ? usualUs : this.buggify.fsyncUs(usualUs);
  }

  private setTimer(state: NodeState, name: string, ms: number, data: Json, nowUs: number): Did | string {
    const text = boundedText(data);
    if (!text.ok) return text.error.message;
    if (state.timers.size >= TIMERS_MAX && !state.timers.has(name)) return `A node has more than ${TIMERS_MAX} timers. Set one timer, and keep in state what it is for.`;
    if (this.queue.size >= IN_FLIGHT_MAX) return `More than ${IN_FLIGHT_MAX} messages and timers are under way at once. Look for timers that set each other.`;
    const durationUs = state.durationUs(ms);
    const dueAtUs = nowUs + durationUs + (this.buggify === null ? 0 : this.buggify.timerLateUs(durationUs));
    const token = this.timersSet;
    this.timersSet += 1;
    state.timers.set(name, { token, data, setAtUs: nowUs });
    this.queue.schedule(dueAtUs, { kind: "timer", node: state, incarnation: state.incarnation, name, token });
    return { kind: "timer-set", name, dueAtUs };
  }
}

function write(state: NodeState, [kind, key, value]: Extract<Effect, readonly ["write" | "append", ...unknown[]]>): Did | string {
  const text = boundedText(value);
  if (!text.ok) return text.error.message;
  if (!state.disk.write(key, value, kind === "append", key.length + text.value.length)) return "The disk of a node is full. Write less, or write a value over instead of appending.";
  return kind === "append" ? { kind: "appended", log: key, value } : { kind: "wrote", key, value };
}
