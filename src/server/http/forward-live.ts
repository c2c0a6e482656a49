/**
 * The sockets of live rooms come in on the web's port and are handed on to the process that is the room's home, byte for
 * byte. The client names that process; where it lives says the database alone.
 */
import type { IncomingMessage } from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";
import { LIVE_PATH } from "@/contracts/interviews/socket";
import { log } from "../platform/log";
import { addressOf, FORWARDED, isSameOrigin } from "./border";

const CONNECT_MS_MAX = 5_000;
const FORWARDED_MAX = 4_000;
const PROCESS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Homes {
  /** "host:port" of a process in service, or null. */
  readonly findAddress: (processId: string) => Promise<string | null>;
  /** Told when nobody listens there any more. */
  readonly forget: (processId: string) => Promise<void>;
}

export interface LiveForward {
  readonly isLive: (req: IncomingMessage) => boolean;
  readonly forward: (req: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Breaks off all of them: a process that drains has no other end for them. Browsers come back through another one. */
  readonly end: () => void;
}

export function openLiveForward(homes: Homes, { trustProxy }: { trustProxy: boolean }): LiveForward {
  const open = new Set<Duplex>();

  async function forward(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!trustProxy) for (const header of FORWARDED) delete req.headers[header];
    if (!isSameOrigin(req)) return refuse(socket, "403 Forbidden", "another origin");
    if (open.size >= FORWARDED_MAX) return refuse(socket, "503 Service Unavailable", "too many sockets");
    const home = new URL(req.url ?? "", "http://live").searchParams.get("home") ?? "";
    const address = PROCESS_ID.test(home) ? await homes.findAddress(home) : null;
    if (address === null) return refuse(socket, "503 Service Unavailable", "no such process");
    const upstream = connectTo(address);
    open.add(socket);
    let connected = false;
    upstream.once("connect", () => {
      connected = true;
      upstream.setTimeout(0);
      upstream.write(Buffer.concat([headOf(req, trustProxy), head]));
      socket.pipe(upstream).pipe(socket);
    });
    upstream.once("timeout", () => upstream.destroy());
    upstream.once("error", (error: NodeJS.ErrnoException) => {
      log().warn({ address, code: error.code }, "live rooms not reached");
      if (error.code === "ECONNREFUSED") homes.forget(home).catch(() => {});
    });
    upstream.once("close", () => (connected ? socket.end(() => socket.destroy()) : refuse(socket, "502 Bad Gateway", "not reached")));
    socket.once("close", () => {
      open.delete(socket);
      upstream.destroy();
    });
  }

  return {
    isLive: ({ url = "" }) => url.startsWith(`${LIVE_PATH}/`),
    forward: (req, socket, head) => {
      // A browser that goes away in the middle is no error of ours.
      socket.on("error", () => socket.destroy());
      forward(req, socket, head).catch((error: unknown) => {
        log().error({ err: error }, "socket not forwarded");
        socket.destroy();
      });
    },
    end: () => open.forEach((socket) => socket.destroy()),
  };
}

function refuse(socket: Duplex, status: string, why: string): void {
  log().warn({ status, why }, "live socket refused");
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

function connectTo(address: string): net.Socket {
  const { hostname, port } = new URL(`http://${address}`);
  const upstream = net.connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port), noDelay: true });
  return upstream.setTimeout(CONNECT_MS_MAX);
}

/** The request as it came, less what the client has no say in, and with its address. */
function headOf(req: IncomingMessage, trustProxy: boolean): Buffer {
  const lines = [`${req.method ?? "GET"} ${req.url ?? "/"} HTTP/${req.httpVersion}`];
  for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = req.rawHeaders.slice(at, at + 2);
    const lower = name.toLowerCase();
    if (lower !== "x-client-address" && (trustProxy || !FORWARDED.includes(lower))) lines.push(`${name}: ${value}`);
  }
  lines.push(`x-client-address: ${addressOf(req, trustProxy)}`, "", "");
  return Buffer.from(lines.join("\r\n"), "latin1");
}
