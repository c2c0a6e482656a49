/** Somebody in a live room, without a browser: a socket that keeps all that it was sent. */
import { io, type Socket } from "socket.io-client";
import { type Done, type EntryRefusal, type Frame, LIVE_PATH, type Pointers, type Removed, type Slow, type Welcome, type WireEvent } from "@/contracts/interviews/socket";
import type { RoomCommand, RoomEvent } from "@/domain/interviews/room-event";
import { waitUntil } from "./wait-until";

export interface EntryOptions {
  /** "host:port" */
  readonly address: string;
  readonly ticket: string;
  readonly since?: number;
  readonly home?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whatever came, in the order of coming. */
export type Received = readonly [name: string, body: unknown];

export class LiveClient {
  readonly socket: Socket;
  readonly received: Received[] = [];
  readonly events: WireEvent[] = [];
  readonly results = new Map<number, string | null>();
  readonly slow: Slow[] = [];
  readonly pointers: Pointers["pointers"][number][] = [];
  welcome: Welcome | null = null;
  removed: Removed | null = null;
  head = 0;
  #n = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, body: unknown) => this.received.push([name, body]));
    socket.on("welcome", (welcome: Welcome) => {
      this.welcome = welcome;
      this.#n = Math.max(this.#n, welcome.lastDone);
      this.#take(welcome.frame);
    });
    socket.on("frame", (frame: Frame) => this.#take(frame));
    socket.on("done", ({ results }: Done) => results.forEach(({ n, refused }) => this.results.set(n, refused)));
    socket.on("slow", (slow: Slow) => this.slow.push(slow));
    socket.on("pointers", ({ pointers }: Pointers) => this.pointers.push(...pointers));
    socket.on("removed", (removed: Removed) => (this.removed = removed));
  }

  #take({ after, head, events }: Frame): void {
    if (after !== this.head) throw new Error(`A frame begins behind ${after}, and the client is at ${this.head}.`);
    this.head = head;
    this.events.push(...events);
  }

  /** Sends a command without waiting for what becomes of it, and gives its number. */
  send(command: RoomCommand | Record<string, unknown>, n = this.#n + 1): number {
    this.#n = Math.max(this.#n, n);
    this.socket.emit("do", { commands: [{ n, command }] });
    return n;
  }

  /** Sends a command and gives back why it was refused, or null. */
  async ask(command: RoomCommand | Record<string, unknown>): Promise<string | null> {
    const n = this.send(command);
    await waitUntil(`command ${n} is answered`, () => this.results.has(n));
    return this.results.get(n) ?? null;
  }

  kinds = (): string[] => this.events.map(({ event }) => (event as RoomEvent).kind);
  close = (): void => void this.socket.disconnect();
}

const socketTo = ({ address, ticket, since = 0, home = "", headers = {} }: EntryOptions): Socket =>
  io(`http://${address}`, {
    path: LIVE_PATH, transports: ["websocket"], forceNew: true, reconnection: false, autoConnect: false, auth: { ticket, since }, query: { home }, extraHeaders: { ...headers },
  });

/** Enters a room and waits to be welcomed. Throws where the entry is refused. */
export async function enter(options: EntryOptions): Promise<LiveClient> {
  const socket = socketTo(options);
  const client = new LiveClient(socket);
  let refused: string | null = null;
  socket.on("connect_error", (error) => (refused = codeOf(error)));
  socket.on("disconnect", (reason) => (refused ??= reason));
  socket.connect();
  await waitUntil("the room is entered", () => client.welcome !== null || refused !== null);
  if (client.welcome !== null) return client;
  socket.disconnect();
  throw new Error(`The entry was refused: ${refused}`);
}

const codeOf = (error: Error): string => (error as Error & { data?: { code?: EntryRefusal } }).data?.code ?? error.message;

/** Why the entry is refused. */
export async function refusalOf(options: EntryOptions): Promise<string> {
  const socket = socketTo(options);
  const outcome = new Promise<string>((resolve) => {
    socket.once("connect_error", (error) => resolve(codeOf(error)));
    socket.once("connect", () => resolve("entered"));
  });
  socket.connect();
  try {
    return await outcome;
  } finally {
    socket.disconnect();
  }
}
