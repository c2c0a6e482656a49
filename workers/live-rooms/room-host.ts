/**
 * One room at its home: it orders commands, decides them, and has them written. Its state runs ahead of the log by what
 * waits to be written; nobody is told of that before it is durable.
 */
import { decide } from "@/domain/interviews/decide";
import { dueAt, dueEvents } from "@/domain/interviews/room-clock";
import type { LoggedEvent, NewEvent, RoomCommand, RoomEvent, RoomMember, RoomRefusal } from "@/domain/interviews/room-event";
import type { RoomScript } from "@/domain/interviews/room-script";
import { evolve, type RoomState } from "@/domain/interviews/room-state";
import { visibilityOf } from "@/domain/interviews/visibility";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { RoomAppend } from "@/server/interviews/room-log-store";
import type { Home } from "@/server/interviews/room-home-store";
import type { Clock } from "@/server/platform/clock";
import { ROOM_PENDING_MAX } from "./limits";

const TIMER_MS_MIN = 2;
const TIMER_MS_MAX = 2 ** 31 - 1;

export type CommandResult = { readonly n: number; readonly refused: RoomRefusal["code"] | null };

/** How far a tab's commands have come. */
interface ClientProgress {
  /** The last one that was decided. */
  taken: number;
  /** The last one that is durable. */
  done: number;
}

/** What is written together, and what is told when it is. */
export interface Batch {
  readonly append: RoomAppend;
  readonly results: ReadonlyMap<string, readonly CommandResult[]>;
}

interface HostTools {
  readonly clock: Clock;
  /** Called whenever there is something to write. */
  readonly onDirty: (host: RoomHost) => void;
}

export class RoomHost {
  readonly home: Home;
  readonly #script: RoomScript;
  readonly #tools: HostTools;
  readonly #clients = new Map<string, ClientProgress>();
  #state: RoomState;
  #written: number;
  #pending: LoggedEvent[] = [];
  #results = new Map<string, CommandResult[]>();
  /** Results that wait. */
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  /** What the timer waits for. */
  #armedFor: Instant | null = null;

  /** `state` is the fold of the log as it is written. */
  constructor(home: Home, state: RoomState, script: RoomScript, tools: HostTools) {
    this.home = home;
    this.#state = state;
    this.#written = state.head;
    this.#script = script;
    this.#tools = tools;
  }

  /** All that was decided. */
  get state(): RoomState {
    return this.#state;
  }

  /** The number of the last event that is written. */
  get written(): number {
    return this.#written;
  }

  /** Nothing waits to be written. */
  get isIdle(): boolean {
    return this.#written === this.#state.head && this.#results.size === 0;
  }

  /** So much waits to be written that nobody should ask for more. */
  get isFull(): boolean {
    return this.#pending.length + this.#waiting >= ROOM_PENDING_MAX;
  }

  /** How far this tab has come; `lastDone` is what the database says, for a tab that was not here yet. */
  meet(clientId: string, lastDone: number): Readonly<ClientProgress> {
    const progress = this.#clients.get(clientId) ?? { taken: lastDone, done: lastDone };
    this.#clients.set(clientId, progress);
    return progress;
  }

  /** Decides the next command of a tab. Its result is told when it is written. */
  ask(clientId: string, member: RoomMember, n: number, command: RoomCommand): void {
    this.tick();
    const at = this.#now();
    const decided = decide(this.#state, this.#script, member, command, at);
    if (decided.ok) for (const event of decided.value) this.#append(at, member.memberId, event);
    this.#answer(clientId, { n, refused: decided.ok ? null : decided.error.code });
    this.#arm();
  }

  /** Counts a command as done that could not be read. */
  refuse(clientId: string, n: number, code: RoomRefusal["code"]): void {
    this.#answer(clientId, { n, refused: code });
  }

  /** Logs what nobody asked for: that somebody came or went. */
  note(event: RoomEvent, by: string | null): void {
    this.tick();
    this.#append(this.#now(), by, { visibility: visibilityOf(event, by), event });
  }

  /** Lets the clock do what is due, and sets the timer for what is due next. */
  tick(): void {
    for (const { at, event } of dueEvents(this.#state.clock, this.#now())) {
      this.#append(instant(Math.max(at, this.#state.lastAt)), null, { visibility: visibilityOf(event, null), event });
    }
    this.#arm();
  }

  /** What waits to be written, once; null: nothing. */
  takeBatch(): Batch | null {
    if (this.#pending.length === 0 && this.#results.size === 0) return null;
    const lastDone = new Map([...this.#results].map(([clientId, results]) => [clientId, results.at(-1)?.n ?? 0]));
    const after = this.#state.head - this.#pending.length;
    const batch: Batch = { append: { ...this.home, after, events: this.#pending, lastDone, wakeAt: dueAt(this.#state.clock) }, results: this.#results };
    [this.#pending, this.#results, this.#waiting] = [[], new Map(), 0];
    return batch;
  }

  /** The batch is written. */
  settle({ append: { after, events, lastDone } }: Batch): void {
    this.#written = after + events.length;
    for (const [clientId, n] of lastDone) {
      const progress = this.#clients.get(clientId);
      if (progress !== undefined) progress.done = n;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** The log's times do not go back, also where a new home's idea of the time is a little behind. */
  #now(): Instant {
    return instant(Math.max(this.#tools.clock(), this.#state.lastAt));
  }

  #append(at: Instant, by: string | null, { visibility, event }: NewEvent): void {
    const logged: LoggedEvent = { seq: this.#state.head + 1, at, by, visibility, event };
    this.#state = evolve(this.#state, logged);
    this.#pending.push(logged);
    this.#tools.onDirty(this);
  }

  #answer(clientId: string, result: CommandResult): void {
    const progress = this.#clients.get(clientId);
    if (progress !== undefined) progress.taken = result.n;
    const earlier = this.#results.get(clientId);
    if (earlier === undefined) this.#results.set(clientId, [result]);
    else earlier.push(result);
    this.#waiting += 1;
    this.#tools.onDirty(this);
  }

  #arm(): void {
    const due = dueAt(this.#state.clock);
    if (due === this.#armedFor) return;
    clearTimeout(this.#timer);
    this.#armedFor = due;
    if (due === null) return;
    const ring = () => {
      // A moment early it finds nothing due, and is set again.
      this.#armedFor = null;
      this.tick();
    };
    this.#timer = setTimeout(ring, Math.min(Math.max(due - this.#tools.clock(), TIMER_MS_MIN), TIMER_MS_MAX));
    this.#timer.unref();
  }
}
