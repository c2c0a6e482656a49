/**
 * One simulated browser, as cheap as it can be: a bare websocket that speaks socket.io's text framing where the server
 * does. The three servers are sent the same bodies, so that what differs is the server.
 */
import { WebSocket } from "ws";
import type { Frame, Pointers } from "@/contracts/interviews/socket";

export type Dialect = "ws" | "socket.io";

export interface Address {
  readonly dialect: Dialect;
  readonly url: string;
  /** socket.io's handshake. */
  readonly auth?: unknown;
  /** Whose own messages do not count as delivered. */
  readonly memberId: string;
  /** What the server says once this browser is in the room. */
  readonly welcome: string;
}

export interface Ears {
  readonly onPointer: (sentAt: number) => void;
  readonly onUpdate: (sentAt: number) => void;
  readonly onDone: (n: number) => void;
}

export interface Line {
  readonly emit: (name: string, body: unknown) => void;
  readonly close: () => void;
}

const OPEN_MS_MAX = 60_000;
/** engine.io's and socket.io's packet types as they stand at the front of a text frame. */
const PACKET = { open: "0", ping: "2", pong: "3", connect: "40", refused: "44", event: "42" } as const;

/** Resolves when the server has said welcome. */
export function openLine({ dialect, url, auth, memberId, welcome }: Address, ears: Ears): Promise<Line> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const prefix = dialect === "socket.io" ? PACKET.event : "";
  const line: Line = { emit: (name, body) => socket.send(prefix + JSON.stringify([name, body])), close: () => socket.terminate() };
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error(`${url} did not let a socket in within ${OPEN_MS_MAX / 1_000} s.`)), OPEN_MS_MAX);
    socket.on("error", reject);
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (dialect === "socket.io" && !text.startsWith(PACKET.event)) return answerPacket(socket, text, auth, reject);
      const [name, body] = JSON.parse(text.slice(prefix.length)) as [string, unknown];
      if (name === welcome) {
        clearTimeout(tooLate);
        resolve(line);
      } else hear(ears, memberId, name, body);
    });
  });
}

function answerPacket(socket: WebSocket, text: string, auth: unknown, reject: (error: Error) => void): void {
  if (text.startsWith(PACKET.refused)) reject(new Error(`The socket was refused: ${text}`));
  else if (text.startsWith(PACKET.open)) socket.send(PACKET.connect + JSON.stringify(auth ?? {}));
  else if (text === PACKET.ping) socket.send(PACKET.pong);
}

interface Drawn {
  readonly patches: readonly { readonly element?: { readonly customData?: { readonly sentAt?: number } } }[];
}
const sentAtOf = ({ patches }: Drawn): number => patches[0]?.element?.customData?.sentAt ?? Number.NaN;

/** `pointers` and `frame` are ours, `pointer` and `do` what the relays hand on as it came. */
function hear(ears: Ears, memberId: string, name: string, body: unknown): void {
  if (name === "pointer") ears.onPointer((body as { x: number }).x);
  if (name === "pointers") for (const pointer of (body as Pointers).pointers) if (pointer.memberId !== memberId) ears.onPointer(pointer.x);
  if (name === "do") for (const { command } of (body as { commands: { command: Drawn }[] }).commands) ears.onUpdate(sentAtOf(command));
  if (name === "frame") {
    for (const { by, event } of (body as Frame).events) if (by !== memberId && (event as { kind: string }).kind === "drawn") ears.onUpdate(sentAtOf(event as Drawn));
  }
  if (name === "done") for (const { n } of (body as { results: { n: number }[] }).results) ears.onDone(n);
}
