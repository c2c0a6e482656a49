/**
 * One member's live room in one tab: the session with its real surroundings (tickets, the socket, the browser's storage
 * and locks, timers), and what the page hears of it.
 */
import type { IssuedTicket, PointerMessage, Removed, WireEvent } from "@/contracts/interviews/socket";
import type { Board } from "@/domain/interviews/board/board";
import { EMPTY_BOARD } from "@/domain/interviews/board/board";
import type { BoardPatch } from "@/domain/interviews/board/patch";
import type { LoggedEvent, RoomCommand, RoomEvent, RoomRefusal } from "@/domain/interviews/room-event";
import { NEW_ROOM, type RoomState } from "@/domain/interviews/room-state";
import { instant } from "@/domain/kernel/instant";
import { settable } from "./changing";
import { claimClient, holdClient, type Locks } from "./claim-client";
import { ClockOffset } from "./clock-offset";
import { openOutbox, type Outbox } from "./outbox-store";
import { watchPings } from "./ping-clock";
import type { LiveBoard, PointerOf, Refused, RoomSession } from "./room-session";
import { openLine, type RoomLine } from "./room-socket";
import { type Left, type Numbered, SessionCore } from "./session-core";
import { splitDrawing } from "./split-drawing";

/** The page hears of changes at most this often; the board has its own way. */
const TELL_MS = 100;
/** Work that is on its way for less is not worth a word. */
const SAVING_MS = 400;
const NOTHING_LEFT: Left = { clientId: null, commands: [] };

export interface RoomSurroundings {
  readonly memberId: string;
  readonly ticket: (clientId: string | null) => Promise<IssuedTicket>;
  /** Why no ticket will ever be given after this error; null: another try may get one. */
  readonly whyOut: (error: unknown) => Removed["reason"] | null;
}

export class RoomConnection {
  private core: SessionCore | null = null;
  private line: RoomLine | null = null;
  private outbox: Outbox | null = null;
  private readonly gone = new AbortController();
  private readonly offset = new ClockOffset();
  private readonly scene = settable<Board>(EMPTY_BOARD);
  private readonly pointers = settable<readonly PointerOf[]>([]);
  private readonly refusedListeners = new Set<(patches: readonly BoardPatch[]) => void>();
  private events: readonly LoggedEvent[] = [];
  private refused: Refused | null = null;
  private tellPlanned: ReturnType<typeof setTimeout> | null = null;
  private oldest: { readonly n: number | null; readonly since: number } = { n: null, since: 0 };
  private stopPings: () => void = () => undefined;
  constructor(private readonly around: RoomSurroundings) {}

  /** Takes over what a dead tab left, and opens the first line. */
  async open(): Promise<void> {
    const left = await this.claim().catch(() => NOTHING_LEFT);
    if (this.gone.signal.aborted) return;
    this.core = new SessionCore(left, {
      connect: (since) => void this.connect(since),
      disconnect: () => this.hangUp(),
      send: (commands) => this.line?.send(commands),
      keep: (clientId, commands, kept) => void this.store(() => this.keepThem(clientId, commands)).then(kept),
      replace: (before, clientId, commands, kept) => void this.store(() => this.outbox?.replace(before, clientId, commands)).then(kept),
      forget: (clientId, upTo) => void this.store(() => this.outbox?.forget(clientId, upTo)),
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      onEvent: (event) => this.heard(event),
      onRefused: (command, code) => this.wasRefused(command, code),
      onChange: () => this.changed(),
    });
    this.core.open();
  }

  close(): void {
    this.core?.close();
    this.gone.abort();
    if (this.tellPlanned !== null) clearTimeout(this.tellPlanned);
  }

  /** The browser says that the network is back. */
  hurry(): void {
    this.core?.hurry();
  }

  /** True while closing the page would leave work behind in this browser. */
  get hasPending(): boolean {
    return (this.core?.oldest ?? null) !== null && this.core?.status !== "removed" && this.core?.status !== "signed-out";
  }

  private async claim(): Promise<Left> {
    this.outbox = await openOutbox(this.around.memberId);
    const locks = locksOfBrowser();
    return locks === null ? NOTHING_LEFT : claimClient(this.outbox, locks, this.gone.signal);
  }

  private async connect(since: number): Promise<void> {
    const attempt: { line: RoomLine | null; isOver: boolean } = { line: null, isOver: false };
    this.hangUp = () => {
      attempt.isOver = true;
      attempt.line?.close();
      this.line = null;
      this.stopPings();
    };
    try {
      const { ticket, home, clientId } = await this.around.ticket(this.core?.clientId ?? null);
      await this.hold(clientId);
      if (attempt.isOver || this.core === null) return;
      const { core } = this;
      attempt.line = openLine({ ticket, home }, since, {
        welcome: (welcome) => {
          this.stopPings = watchPings(attempt.line as RoomLine, this.offset);
          core.welcomed(welcome);
        },
        frame: (frame) => core.framed(frame),
        done: (done) => core.done(done),
        slow: (slow) => core.slowed(slow),
        pointers: ({ pointers }) => this.pointed(pointers),
        removed: ({ reason }) => core.wasRemoved(reason),
        lost: () => core.lost(),
      });
      this.line = attempt.line;
    } catch (error) {
      if (attempt.isOver) return;
      const why = this.around.whyOut(error);
      if (why === null) this.core?.lost();
      else this.core?.wasRemoved(why);
    }
  }

  private hangUp: () => void = () => undefined;

  /** Before anything is kept under a client's name no other tab may take it for one that is gone. */
  private async hold(clientId: string): Promise<void> {
    const locks = locksOfBrowser();
    if (locks !== null && clientId !== this.core?.clientId) await holdClient(locks, clientId, this.gone.signal);
  }

  private keepThem(clientId: string, commands: readonly Numbered[]): Promise<void> | undefined {
    return this.outbox?.keep(clientId, commands);
  }

  /** A browser that keeps nothing (private windows, a full disk) still sends. */
  private async store(work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
    } catch {
      this.outbox = null;
    }
  }

  private heard({ seq, at, by, to, event: told }: WireEvent): void {
    const event = told as RoomEvent;
    if (event.kind === "left") this.pointers.set(this.pointers.current().filter(({ memberId }) => memberId !== event.memberId));
    if (event.kind === "drawn") return;
    const visibility = to === "own" ? { member: this.around.memberId } : to;
    this.events = [...this.events, { seq, at: instant(at), by, visibility, event }];
  }

  private pointed(moved: readonly PointerOf[]): void {
    const byMember = new Map(this.pointers.current().map((pointer) => [pointer.memberId, pointer]));
    for (const pointer of moved) byMember.set(pointer.memberId, pointer);
    byMember.delete(this.around.memberId);
    this.pointers.set([...byMember.values()]);
  }

  private wasRefused(command: RoomCommand, code: RoomRefusal["code"]): void {
    if (command.kind === "draw") for (const tell of this.refusedListeners) tell(command.patches);
    this.refused = { command, code };
  }

  private changed(): void {
    const { core } = this;
    if (core === null) return;
    if (core.oldest !== this.oldest.n) this.oldest = { n: core.oldest, since: performance.now() };
    if (core.board !== this.scene.current()) this.scene.set(core.board);
    if (core.status !== this.session.current().status) this.tell();
    else this.tellPlanned ??= setTimeout(() => this.tell(), TELL_MS);
  }

  private tell(): void {
    if (this.tellPlanned !== null) clearTimeout(this.tellPlanned);
    this.tellPlanned = null;
    this.session.set(this.snapshot());
    // What is on its way and not told yet is told when it takes too long.
    if (this.core?.saved === "saving" && this.session.current().saved === "saved") this.tellPlanned = setTimeout(() => this.tell(), SAVING_MS);
  }

  private readonly board: LiveBoard = {
    scene: this.scene,
    pointers: this.pointers,
    onRefused: (told) => {
      this.refusedListeners.add(told);
      return () => void this.refusedListeners.delete(told);
    },
    draw: (patches) => {
      for (const part of splitDrawing(patches)) this.do({ kind: "draw", patches: part });
    },
    point: (pointer: PointerMessage) => this.line?.point(pointer),
  };

  private readonly do = (command: RoomCommand): void => void this.core?.do(command);
  private readonly now = () => instant(Math.round(Date.now() + this.offset.offsetMs));
  private readonly dismissRefusal = (): void => {
    this.refused = null;
    this.tell();
  };

  /** What the page has: made anew when something of it changed. */
  readonly session = settable<RoomSession<RoomState>>(this.snapshot());

  private snapshot(): RoomSession<RoomState> {
    const { core } = this;
    const isFresh = core?.saved === "saving" && performance.now() - this.oldest.since < SAVING_MS;
    return {
      status: core?.status ?? "connecting",
      saved: isFresh ? "saved" : (core?.saved ?? "saved"),
      waiting: isFresh ? [] : (core?.pending ?? []),
      me: core?.me ?? null,
      present: core?.present ?? [],
      state: core?.room ?? NEW_ROOM,
      events: this.events,
      refused: this.refused,
      dismissRefusal: this.dismissRefusal,
      do: this.do,
      now: this.now,
      board: this.board,
    };
  }
}

/** Browsers offer locks on secure origins only; without them nothing is taken over from other tabs. */
const locksOfBrowser = (): Locks | null => (navigator as { locks?: LockManager }).locks ?? null;
