/** What the simulator knows of one node. Its memory is with its host. */
import type { NodeEvent } from "./cluster-event";
import { CLOCK_START_MS, type Delay } from "./cluster-plan";
import { Disk } from "./disk";
import type { Address, Json } from "./message";
import type { TracedMessage } from "./trace";

export interface Timer {
  readonly token: number;
  readonly data: Json;
  readonly setAtUs: number;
}

/** What waits, and since when. */
export interface Waiting {
  readonly event: NodeEvent;
  readonly sinceUs: number;
}

const PPM = 1_000_000;

export class NodeState {
  isUp = false;
  /** Counts its lives from 0; what was scheduled in an earlier life is void. */
  incarnation = -1;
  readonly disk = new Disk();
  timers = new Map<string, Timer>();
  /** Requests of `env.rpc` that wait for their reply, by msg_id. */
  rpcs = new Map<number, TracedMessage>();
  /** What `env.state` looked like after its latest handler. */
  memory: Json = null;
  /** What waits while the node is busy or paused, in the order in which it came. */
  inbox: Waiting[] = [];
  /** It works on what is first in its inbox: a "ready" is scheduled. */
  isWorking = false;
  isPaused = false;
  /** Counts its pauses, so that an old one cannot end a new one. */
  pauses = 0;
  private driftPpm = 0;
  private driftSinceUs = 0;
  private driftedUs = 0;

  constructor(
    readonly id: Address,
    public clockOffsetMs: number,
    /** How long a handler keeps it busy; null: no time. */
    public service: Delay | null,
  ) {}

  /** Whether a handler can run at once. */
  get isFree(): boolean {
    return this.service === null && !this.isPaused && !this.isWorking;
  }

  /** Its clock, in whole milliseconds. */
  nowMs(atUs: number): number {
    return CLOCK_START_MS + Math.floor((atUs + this.gainedUs(atUs)) / 1_000) + this.clockOffsetMs;
  }

  /** From now on its clock gains so much. What it has gained so far stays. */
  drift(ppm: number, nowUs: number): void {
    this.driftedUs = this.gainedUs(nowUs);
    this.driftSinceUs = nowUs;
    this.driftPpm = ppm;
  }

  /** How long so many milliseconds of its clock take, in microseconds: timers run with the clock that drifts. */
  durationUs(ms: number): number {
    return Math.round(this.driftPpm === 0 ? ms * 1_000 : (ms * 1_000 * PPM) / (PPM + this.driftPpm));
  }

  begin(): void {
    this.isUp = true;
    this.incarnation += 1;
  }

  forget(): void {
    this.isUp = false;
    this.timers = new Map();
    this.rpcs = new Map();
    this.memory = null;
    this.inbox = [];
    this.isWorking = false;
    this.isPaused = false;
  }

  private gainedUs(atUs: number): number {
    return this.driftPpm === 0 ? this.driftedUs : this.driftedUs + Math.floor(((atUs - this.driftSinceUs) * this.driftPpm) / PPM);
  }
}
