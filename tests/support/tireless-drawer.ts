/**
 * Somebody who draws at a steady pace whatever happens: commands are numbered, kept until they are answered, and sent
 * again after every break; what is missed is asked for by the last number of the log. The least that a client must do.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { COMMANDS_MAX, type Done, type Frame, type IssuedTicket, LIVE_PATH, type Slow, type Welcome } from "@/contracts/interviews/socket";
import { applyPatches } from "@/domain/interviews/board/apply-patches";
import { type Board, EMPTY_BOARD } from "@/domain/interviews/board/board";
import type { RoomCommand, RoomEvent } from "@/domain/interviews/room-event";

const RETRY_MS = 200;
/** An answer that takes so long will not come: the other end hangs. */
const PATIENCE_MS = 4_000;
const ENTRY_MS = 8_000;

export interface DrawerOptions {
  /** "host:port" of the door. */
  readonly address: string;
  /** A fresh ticket; may fail for a while. */
  readonly getTicket: (clientId: string | null) => Promise<IssuedTicket>;
  readonly drawnAs: (n: number) => RoomCommand;
  readonly everyMs: number;
}

export class TirelessDrawer {
  board: Board = EMPTY_BOARD;
  head = 0;
  /** How often it was let in. */
  entries = 0;
  readonly acknowledged = new Set<number>();
  readonly refused: string[] = [];
  readonly #options: DrawerOptions;
  readonly #unanswered = new Map<number, RoomCommand>();
  /** The last of the commands that are on their way: one message at a time. */
  #onItsWay = 0;
  #sentAt = 0;
  #n = 0;
  #clientId: string | null = null;
  #socket: Socket | null = null;
  #welcomed = false;
  #closed = false;

  constructor(options: DrawerOptions) {
    this.#options = options;
    void this.#stayConnected();
  }

  get drawn(): number {
    return this.#n;
  }

  get isSaved(): boolean {
    return this.#unanswered.size === 0;
  }

  /** Draws until it has drawn so many. */
  async drawUpTo(count: number): Promise<void> {
    while (this.#n < count) {
      const n = (this.#n += 1);
      this.#unanswered.set(n, this.#options.drawnAs(n));
      this.#sendNext();
      await sleep(this.#options.everyMs);
    }
  }

  close(): void {
    this.#closed = true;
    this.#socket?.disconnect();
  }

  #sendNext(): void {
    if (!this.#welcomed || this.#onItsWay > 0 || this.#unanswered.size === 0) return;
    const commands = [...this.#unanswered].slice(0, COMMANDS_MAX).map(([n, command]) => ({ n, command }));
    this.#onItsWay = commands.at(-1)?.n ?? 0;
    this.#sentAt = performance.now();
    this.#socket?.emit("do", { commands });
  }

  async #stayConnected(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#holdOneSocket(await this.#options.getTicket(this.#clientId));
      } catch {
        // No database, no process, or nobody behind the door: the next try finds what there is then.
      }
      await sleep(RETRY_MS);
    }
  }

  /** Resolves when the socket is gone, or was given up. */
  async #holdOneSocket({ ticket, clientId, home }: IssuedTicket): Promise<void> {
    this.#clientId = clientId;
    const socket = io(`http://${this.#options.address}`, {
      path: LIVE_PATH, transports: ["websocket"], forceNew: true, reconnection: false, auth: { ticket, since: this.head }, query: { home },
    });
    this.#socket = socket;
    const enteredAt = performance.now();
    let over = false;
    socket.on("connect_error", () => (over = true));
    socket.on("disconnect", () => (over = true));
    socket.on("welcome", (welcome: Welcome) => this.#onWelcome(welcome));
    socket.on("frame", (frame: Frame) => this.#take(frame));
    socket.on("done", (done: Done) => this.#onDone(done));
    socket.on("slow", ({ retryMs }: Slow) => setTimeout(() => this.#sendAgain(), retryMs));
    while (!over && !this.#closed && !this.#hangs(enteredAt)) await sleep(20);
    this.#welcomed = false;
    socket.removeAllListeners();
    socket.disconnect();
  }

  #hangs(enteredAt: number): boolean {
    const now = performance.now();
    return this.#welcomed ? this.#onItsWay > 0 && now - this.#sentAt > PATIENCE_MS : now - enteredAt > ENTRY_MS;
  }

  #onWelcome({ lastDone, frame }: Welcome): void {
    this.entries += 1;
    this.#take(frame);
    for (const n of [...this.#unanswered.keys()]) if (n <= lastDone) this.#settle(n, null);
    this.#welcomed = true;
    this.#sendAgain();
  }

  #onDone({ results }: Done): void {
    for (const { n, refused } of results) this.#settle(n, refused);
    if (!this.#unanswered.has(this.#onItsWay)) this.#sendAgain();
  }

  #sendAgain(): void {
    this.#onItsWay = 0;
    this.#sendNext();
  }

  #settle(n: number, refused: string | null): void {
    this.#unanswered.delete(n);
    if (refused === null) this.acknowledged.add(n);
    else this.refused.push(refused);
  }

  #take({ after, head, events }: Frame): void {
    if (after !== this.head) throw new Error(`A frame begins behind ${after}, and this client is at ${this.head}.`);
    for (const { event } of events as readonly { event: RoomEvent }[]) if (event.kind === "drawn") this.board = applyPatches(this.board, event.patches);
    this.head = head;
  }
}
