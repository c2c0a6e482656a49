/** The three servers that are compared, each a process of its own, and how a room of simulated browsers finds its way in. */
import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { LIVE_PATH } from "@/contracts/interviews/socket";
import { issueTicket } from "@/server/interviews/tickets";
import type { Database } from "@/server/platform/database";
import type { Address } from "./line";

export const SERVERS = ["ws", "socketIo", "quorum"] as const;
export type ServerName = (typeof SERVERS)[number];

export interface BenchServer {
  /** Addresses of the members of a new room; the first `drawers` of them may draw. */
  readonly makeRoom: (members: number, drawers: number) => Promise<Address[]>;
  /** What the process has computed since it began, user and system. */
  readonly cpuMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const AUTH_SECRET = "a secret for measurements alone, of no use anywhere";
const CHECKOUT = path.resolve(import.meta.dirname, "../../../..");

function start(entry: string, env: Record<string, string> = {}): ChildProcess {
  return fork(path.join(CHECKOUT, entry), [], {
    cwd: CHECKOUT, execArgv: ["--import", "tsx"], stdio: ["ignore", "ignore", "inherit", "ipc"], env: { ...process.env, NODE_ENV: "production", ...env },
  });
}

/** The next word of a process, or an error if it ends instead. */
const heard = (child: ChildProcess): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${child.spawnargs.join(" ")} ended (${code}).`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as Record<string, unknown>);
    });
  });

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.disconnect();
  await gone;
}

async function openRelay(name: "ws" | "socketIo"): Promise<BenchServer> {
  const child = start(`src/cli/bench/rooms/relay-${name === "ws" ? "ws" : "socket-io"}.ts`);
  const { port } = await heard(child);
  const urlOf = (room: string) => (name === "ws" ? `ws://127.0.0.1:${port}/?room=${room}` : `ws://127.0.0.1:${port}/live/?EIO=4&transport=websocket&room=${room}`);
  return {
    makeRoom: async (members) => {
      const url = urlOf(randomUUID());
      return Array.from({ length: members }, () => ({ dialect: name === "ws" ? "ws" : "socket.io", url, memberId: randomUUID(), welcome: "welcome" }) as const);
    },
    cpuMs: async () => {
      child.send("cpu");
      return Number((await heard(child)).cpuMs);
    },
    stop: () => stopped(child),
  };
}

/** The product's process, as `npm start` runs it, on the database of the measurement. */
async function openQuorum(database: Database, databaseUrl: string): Promise<BenchServer> {
  const child = start("workers/live-rooms/main.ts", { DATABASE_URL: databaseUrl, AUTH_SECRET, LOG_LEVEL: "error", LIVE_PORT: "0" });
  await heard(child);
  const { address } = await database.liveProcess.findFirstOrThrow();
  const makeRoom = async (members: number, drawers: number): Promise<Address[]> => {
    const { id: roomId } = await database.interviewRoom.create({ data: { id: randomUUID(), scenarioId: "measurement" } });
    const rows = Array.from({ length: members }, (_, index) => ({
      id: randomUUID(), roomId, name: `Member ${index}`, role: index < drawers ? "interviewer" : "observer", state: "admitted",
    }));
    await database.roomMember.createMany({ data: rows });
    return Promise.all(rows.map(async ({ id }) => {
      const issued = await issueTicket({ database, authSecret: AUTH_SECRET }, id);
      if (!issued.ok) throw new Error(`No ticket: ${issued.error}.`);
      const { ticket, home } = issued.value;
      return { dialect: "socket.io", url: `ws://${address}${LIVE_PATH}/?EIO=4&transport=websocket&home=${home}`, auth: { ticket, since: 0 }, memberId: id, welcome: "welcome" } as const;
    }));
  };
  return {
    makeRoom,
    cpuMs: async () => {
      const text = await (await fetch(`http://${address}/metrics`)).text();
      return Number(/^quorum_live_process_cpu_seconds_total ([\d.e+-]+)/m.exec(text)?.[1]) * 1_000;
    },
    stop: () => stopped(child),
  };
}

/** Starts all three. */
export async function openServers(database: Database, databaseUrl: string): Promise<Record<ServerName, BenchServer>> {
  const [ws, socketIo, quorum] = await Promise.all([openRelay("ws"), openRelay("socketIo"), openQuorum(database, databaseUrl)]);
  return { ws, socketIo, quorum };
}
