/** The sockets of live rooms on one port: the entry, the rooms behind it, and the lease by which they are ours. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { FRAME_BYTES_MAX, LIVE_PATH } from "@/contracts/interviews/socket";
import type { RoomScript } from "@/domain/interviews/room-script";
import { isFromThisMachine, isSameOrigin } from "@/server/http/border";
import { beat, BEAT_MS, forgetProcess } from "@/server/interviews/room-home-store";
import { ROOM_CHANNEL } from "@/server/interviews/ticket-store";
import type { Database } from "@/server/platform/database";
import { listen } from "@/server/platform/listen";
import { log } from "@/server/platform/log";
import { SIGN_OUT_CHANNEL } from "@/server/platform/sign-outs";
import { openDatabaseClock } from "./database-clock";
import type { LiveServer } from "./fan-out";
import { ENTRY_MS_MAX, SOCKETS_MAX } from "./limits";
import { serveMember } from "./member-socket";
import { openSockets, refusals, registry } from "./metrics";
import { Rooms } from "./rooms";
import { type Entry, takeTicket } from "./ticket-gate";

const PING_MS = 10_000;
const PONG_MS = 8_000;
/** Removals and sign-outs are told; a telling that was missed is made good by looking this often. */
const RECHECK_BEATS = 10;

export interface LiveOptions {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly authSecret: string;
  readonly scriptOf: (scenarioId: string) => RoomScript;
  /** Where to listen, and where other machines reach this one. */
  readonly host: string;
  /** With 0 it takes one that is free. */
  readonly port: number;
}

export interface LiveProcess {
  readonly processId: string;
  readonly address: string;
  /** Lets nobody in any more, writes what was decided, gives the rooms back. */
  readonly close: () => Promise<void>;
}

export async function openLiveRooms({ database, databaseUrl, authSecret, scriptOf, host, port }: LiveOptions): Promise<LiveProcess> {
  const processId = randomUUID();
  const { now: clock, close: closeClock } = await openDatabaseClock(database);
  const server = createServer((req, res) => void answerOperator(req, res));
  const io = openSocketServer(server);
  const rooms = new Rooms({ database, io, clock, processId, scriptOf });
  const gate = { database, clock, authSecret, processId, rooms };
  let closing = false;

  io.use((socket, next) => {
    const address = socket.handshake.headers["x-client-address"] ?? socket.handshake.address;
    const refuse = (code: string, detail: string) => {
      refusals.inc({ reason: code });
      log().warn({ code, detail, address }, "entry refused");
      next(Object.assign(new Error(code), { data: { code } }));
    };
    if (closing || io.of("/").sockets.size >= SOCKETS_MAX) return refuse("busy", closing ? "stopping" : "too many sockets");
    takeTicket(gate, socket.handshake.auth).then(
      (taken) => {
        if (!taken.ok) return refuse(taken.error.code, taken.error.detail);
        (socket.data as { entry?: Entry }).entry = taken.value;
        next();
      },
      (error: unknown) => refuse("busy", error instanceof Error ? error.message : "unknown"),
    );
  });
  io.on("connection", (socket) => {
    openSockets.inc();
    socket.on("disconnect", () => openSockets.dec());
    const { entry } = socket.data as { entry: Entry };
    // The room may have been lost between the ticket and here: the next one leads to its new home.
    if (rooms.isOpen(entry.room)) serveMember(socket, entry, { rooms, clock });
    else socket.conn.close();
  });

  const address = await listenOn(server, host, port);
  const stopBeating = await keepBeating({ database, processId, address, rooms });
  const recheckAll = () => rooms.all().forEach(({ roomId }) => recheck(rooms, roomId));
  const onNotify = (channel: string, told: string) => (channel === ROOM_CHANNEL ? recheck(rooms, told) : rooms.signedOut(told));
  const listener = listen(databaseUrl, [ROOM_CHANNEL, SIGN_OUT_CHANNEL], { onNotify, onConnect: recheckAll });
  await listener.ready;

  return {
    processId,
    address,
    close: async () => {
      closing = true;
      await Promise.all([stopBeating(), listener.close()]);
      await rooms.close();
      await forgetProcess(database, processId);
      closeClock();
      await io.close();
    },
  };
}

function openSocketServer(server: ReturnType<typeof createServer>): LiveServer {
  const io: LiveServer = new Server(server, {
    path: LIVE_PATH,
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: FRAME_BYTES_MAX,
    pingInterval: PING_MS,
    pingTimeout: PONG_MS,
    connectTimeout: ENTRY_MS_MAX,
    allowRequest: (req, decide) => {
      const allowed = isSameOrigin(req);
      if (!allowed) log().warn({ origin: req.headers.origin, address: req.headers["x-client-address"] ?? req.socket.remoteAddress }, "socket from another origin refused");
      decide(allowed ? null : "This socket was opened by another site.", allowed);
    },
  });
  io.engine.on("connection", (conn: { on: (event: "close", heard: (reason: string, cause?: unknown) => void) => void }) =>
    conn.on("close", (reason, cause) => {
      // Too large a frame, or none of this protocol.
      if (reason === "parse error" || reason === "transport error") log().warn({ reason, cause: cause instanceof Error ? cause.message : undefined }, "socket broke");
    }),
  );
  return io;
}

function listenOn(server: ReturnType<typeof createServer>, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(`${host}:${(server.address() as AddressInfo).port}`));
  });
}

const recheck = (rooms: Rooms, roomId: string): void =>
  void rooms.recheck(roomId).catch((error: unknown) => log().warn({ err: error, roomId }, "members not looked up; the next look comes soon"));

/** Says that the process lives and keeps its rooms, each second until the result is called. */
async function keepBeating({ database, processId, address, rooms }: { database: Database; processId: string; address: string; rooms: Rooms }): Promise<() => Promise<void>> {
  let beats = 0;
  let stopped = false;
  let last = Promise.resolve();
  const once = async () => {
    await beat(database, { processId, address, rooms: rooms.size });
    await rooms.renew();
    beats += 1;
    if (beats % RECHECK_BEATS === 0) rooms.all().forEach(({ roomId }) => recheck(rooms, roomId));
  };
  await once();
  let timer: NodeJS.Timeout;
  const again = () => {
    timer = setTimeout(() => {
      last = once().catch((error: unknown) => log().warn({ err: error }, "leases not renewed")).then(() => (stopped ? undefined : again()));
    }, BEAT_MS);
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await last;
  };
}

async function answerOperator(req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method === "GET" && req.url === "/metrics" && isFromThisMachine(req)) {
    res.writeHead(200, { "content-type": registry.contentType }).end(await registry.metrics());
  } else res.writeHead(404).end();
}
