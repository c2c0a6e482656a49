/** What the simulator knows of one node. Its memory is with its host. */
import { CLOCK_START_MS } from "./cluster-plan";
import { Disk } from "./disk";
import type { Address, Json } from "./message";
import type { TracedMessage } from "./trace";

export interface Timer {
  readonly token: number;
  readonly data: Json;
  readonly setAtUs: number;
}

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

  constructor(
    readonly id: Address,
    public clockOffsetMs: number,
  ) {}

  /** Its clock, in whole milliseconds. */
  nowMs(atUs: number): number {
    return CLOCK_START_MS + Math.floor(atUs / 1_000) + this.clockOffsetMs;
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
  }
}
