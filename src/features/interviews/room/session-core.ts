/**
 * The client's side of one room without its surroundings: it is told what came and what was asked, and tells its ports
 * what to send, to keep and to wait for. A command is numbered and kept before it is sent, sent again until it is
 * answered, and laid over the confirmed board until then. Rules SE: SPEC.md beside this file.
 */
import type { Done, Frame, Removed, Slow, Welcome, WireEvent } from "@/contracts/interviews/socket";
import { applyPatches } from "@/domain/interviews/board/apply-patches";
import type { Board } from "@/domain/interviews/board/board";
import type { BoardPatch } from "@/domain/interviews/board/patch";
import type { RoomCommand, RoomEvent, RoomMember, RoomRefusal } from "@/domain/interviews/room-event";
import { evolve, NEW_ROOM, type RoomState } from "@/domain/interviews/room-state";
import { instant } from "@/domain/kernel/instant";
import { backoffMs } from "./backoff";
import { nextBatch } from "./next-batch";
import type { RoomStatus, SavedState } from "./room-session";

/** A command on its way. Its number never changes, so that the server takes it once. */
export interface Numbered {
  readonly n: number;
  readonly command: RoomCommand;
}

export interface SessionPorts {
  /** Takes a fresh ticket and opens a line that begins behind `since`. */
  connect: (since: number) => void;
  /** Closes the line; nothing of it is told any more. */
  disconnect: () => void;
  send: (commands: readonly Numbered[]) => void;
  /** Keeps commands beyond the life of the page, then calls back. Kept in the order of the calls. */
  keep: (clientId: string, commands: readonly Numbered[], kept: () => void) => void;
  /** The same for all commands of a client at once, in place of what is kept for it and for `before`. */
  replace: (before: string | null, clientId: string, commands: readonly Numbered[], kept: () => void) => void;
  forget: (clientId: string, upTo: number) => void;
  /** Calls back once after so many ms; what it returns cancels. */
  later: (work: () => void, ms: number) => () => void;
  /** Uniform in [0, 1): spreads what many browsers would do at once. */
  random: () => number;
  /** One event that this member may see, in the order of the log, each once. */
  onEvent: (event: WireEvent) => void;
  onRefused: (command: RoomCommand, code: RoomRefusal["code"]) => void;
  /** Anything below may have changed. */
  onChange: () => void;
}

/** What a closed tab left behind, or nothing. */
export interface Left {
  readonly clientId: string | null;
  readonly commands: readonly Numbered[];
}

interface Waiting extends Numbered {
  kept: boolean;
  sent: boolean;
}

type Line = "down" | "opening" | "up" | "closed";

export class SessionCore {
  me: RoomMember | null = null;
  present: readonly string[] = [];
  /** The fold of all that this browser was told. */
  room: RoomState = NEW_ROOM;
  /** The last number of the log up to which this browser has all that it may see. */
  private head = 0;
  private line: Line = "down";
  /** Why no line will be opened again; null: one will be. */
  private isOut: "removed" | "signed-out" | null = null;
  private failures = 0;
  /** The name under which the room knows this tab; null: none yet. */
  clientId: string | null;
  private waiting: Waiting[];
  private lastNumber: number;
  private layered: Board | null = null;
  private cancelReconnect: (() => void) | null = null;
  private cancelRetry: (() => void) | null = null;

  constructor(
    left: Left,
    private readonly ports: SessionPorts,
  ) {
    this.clientId = left.clientId;
    this.waiting = left.commands.map(({ n, command }) => ({ n, command, kept: true, sent: false }));
    this.lastNumber = this.waiting.at(-1)?.n ?? 0;
  }

  get status(): RoomStatus {
    if (this.isOut !== null) return this.isOut;
    if (this.room.clock.status === "ended") return "ended";
    if (this.line === "up") return "live";
    return this.me === null ? "connecting" : "offline";
  }

  get saved(): SavedState {
    if (this.waiting.length === 0) return "saved";
    return this.line === "up" ? "saving" : "offline";
  }

  /** Commands that are not known to be in the log, in their order. */
  get pending(): readonly RoomCommand[] {
    return this.waiting.map(({ command }) => command);
  }

  /** The board as the log has it. */
  get confirmed(): Board {
    return this.room.board;
  }

  /** The number of the command that has waited longest; null: none waits. */
  get oldest(): number | null {
    return this.waiting[0]?.n ?? null;
  }

  /** The confirmed board with all that waits over it. */
  get board(): Board {
    this.layered ??= applyPatches(this.confirmed, this.pending.flatMap(patchesOf));
    return this.layered;
  }

  open(): void {
    if (this.line !== "down" || this.isOut !== null) return;
    this.cancelReconnect?.();
    this.cancelReconnect = null;
    this.line = "opening";
    this.ports.connect(this.head);
  }

  /** Ends for good: the page is left. What waits stays kept. */
  close(): void {
    this.hangUp();
    this.line = "closed";
  }

  /** Says whether the command was taken: before the room has answered for the first time there is nothing to do it in. */
  do(command: RoomCommand): boolean {
    if (this.clientId === null || this.me === null || this.isOut !== null || this.line === "closed") return false;
    const waiting: Waiting = { n: (this.lastNumber += 1), command, kept: false, sent: false };
    this.waiting.push(waiting);
    this.ports.keep(this.clientId, [numbered(waiting)], () => {
      waiting.kept = true;
      this.sendMore();
    });
    this.changed();
    return true;
  }

  welcomed({ me, clientId, lastDone, frame, present }: Welcome): void {
    if (this.line !== "opening") return;
    this.line = "up";
    this.failures = 0;
    this.me = me;
    this.present = present;
    for (const command of this.waiting) command.sent = false;
    this.belongTo(clientId, lastDone);
    this.take(frame);
    this.forgetUpTo(lastDone);
    this.sendMore();
    this.changed();
  }

  framed(frame: Frame): void {
    if (this.line !== "up") return;
    // Frames were lost between: the log is asked from where this browser stands.
    if (frame.after > this.head) return this.startAgain();
    this.take(frame);
    this.changed();
  }

  done({ results }: Done): void {
    if (this.line !== "up") return;
    for (const { n, refused } of results) {
      const answered = this.waiting.find((command) => command.n === n);
      if (answered !== undefined && refused !== null) this.ports.onRefused(answered.command, refused as RoomRefusal["code"]);
    }
    this.forgetUpTo(Math.max(...results.map(({ n }) => n)));
    this.sendMore();
    this.changed();
  }

  slowed({ n, retryMs }: Slow): void {
    if (this.line !== "up") return;
    for (const command of this.waiting) if (command.n >= n) command.sent = false;
    this.cancelRetry?.();
    this.cancelRetry = this.ports.later(() => {
      this.cancelRetry = null;
      this.sendMore();
    }, retryMs);
  }

  /**
   * The host removed this member, or there is no such room: nothing that waits can ever be done. After a sign-out it
   * stays kept: whoever signs in again sends it.
   */
  wasRemoved(reason: Removed["reason"]): void {
    this.hangUp();
    this.isOut = reason === "signed-out" ? reason : "removed";
    if (this.isOut === "removed" && this.lastNumber > 0) this.forgetUpTo(this.lastNumber);
    this.changed();
  }

  /** The line went down, or could not be opened. */
  lost(): void {
    if (this.line !== "opening" && this.line !== "up") return;
    this.hangUp();
    this.cancelReconnect = this.ports.later(() => this.open(), backoffMs(this.failures, this.ports.random()));
    this.failures += 1;
    this.changed();
  }

  /** The network is said to be back: there is no use in waiting longer. */
  hurry(): void {
    if (this.cancelReconnect !== null) this.open();
  }

  private startAgain(): void {
    this.hangUp();
    this.open();
    this.changed();
  }

  private hangUp(): void {
    if (this.line === "opening" || this.line === "up") this.ports.disconnect();
    this.line = "down";
    this.cancelRetry?.();
    this.cancelReconnect?.();
    this.cancelRetry = this.cancelReconnect = null;
  }

  /**
   * A server that knows this browser under a new name begins its numbering anew. A number that is missing was never kept
   * and so never sent, nor was any behind it: these move up.
   */
  private belongTo(clientId: string, lastDone: number): void {
    const before = this.clientId;
    this.clientId = clientId;
    if (before === clientId && (this.waiting[0]?.n ?? 0) <= lastDone + 1) return;
    const waiting = this.waiting.map(({ command }, at) => ({ n: lastDone + 1 + at, command, kept: false, sent: false }));
    this.waiting = waiting;
    this.lastNumber = lastDone + waiting.length;
    if (waiting.length === 0) return;
    this.ports.replace(before, clientId, waiting.map(numbered), () => {
      for (const command of waiting) command.kept = true;
      this.sendMore();
    });
  }

  private take({ head, events }: Frame): void {
    for (const event of events) {
      if (event.seq <= this.head) continue;
      this.fold(event);
      this.ports.onEvent(event);
    }
    this.head = Math.max(this.head, head);
  }

  private fold({ seq, at, by, event: told }: WireEvent): void {
    const event = told as RoomEvent;
    this.room = evolve(this.room, { seq, at: instant(at), by, event });
    if (event.kind === "joined") this.present = [...new Set([...this.present, event.member.memberId])];
    if (event.kind === "left") this.present = this.present.filter((memberId) => memberId !== event.memberId);
  }

  private forgetUpTo(n: number): void {
    if (this.clientId === null || n <= 0) return;
    this.lastNumber = Math.max(this.lastNumber, n);
    if ((this.waiting[0]?.n ?? Infinity) > n) return;
    this.waiting = this.waiting.filter((command) => command.n > n);
    this.ports.forget(this.clientId, n);
  }

  private sendMore(): void {
    if (this.line !== "up" || this.cancelRetry !== null) return;
    for (let batch = nextBatch(this.waiting); batch.length > 0; batch = nextBatch(this.waiting)) {
      for (const command of batch) command.sent = true;
      this.ports.send(batch.map(numbered));
    }
  }

  private changed(): void {
    this.layered = null;
    this.ports.onChange();
  }
}

const numbered = ({ n, command }: Waiting): Numbered => ({ n, command });
const patchesOf = (command: RoomCommand): readonly BoardPatch[] => (command.kind === "draw" ? command.patches : []);
