/** Processes of live rooms as the starter runs them in development, and the way to them through the web's port. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { openLiveForward } from "@/server/http/forward-live";
import { findAddress, forgetProcess } from "@/server/interviews/room-home-store";
import type { Database } from "@/server/platform/database";
import { TEST_SECRET } from "./live-rooms";
import { waitUntil } from "./wait-until";

export interface SpawnedLive {
  readonly processId: string;
  readonly child: ChildProcess;
  /** What it logged, one object a line. */
  readonly lines: { readonly msg?: string; readonly processId?: string }[];
  /** Ends it without a word, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

export async function spawnLive(databaseUrl: string): Promise<SpawnedLive> {
  const env = {
    PATH: process.env.PATH, NODE_ENV: "test", LOG_LEVEL: "info", DATABASE_URL: databaseUrl, AUTH_SECRET: TEST_SECRET, CONTENT_DIR: "content",
  } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["--import", "tsx", "workers/live-rooms/main.ts"], { env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const lines: SpawnedLive["lines"] = [];
  if (child.stdout !== null) createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line) as SpawnedLive["lines"][number]));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    // The line may come after the word.
    child.on("message", () => void waitUntil("it says who it is", () => lines.some(({ msg }) => msg === "ready")).then(resolve, reject));
    child.once("exit", () => reject(new Error(`The process did not start: ${JSON.stringify(lines)}`)));
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  const processId = lines.find(({ msg }) => msg === "ready")?.processId ?? "";
  return { processId, child, lines, kill };
}

export interface Door {
  /** "host:port" */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** The web's part: sockets come in here and are handed on to the process that they name. */
export async function openDoor(database: Database): Promise<Door> {
  const live = openLiveForward({ findAddress: (id) => findAddress(database, id), forget: (id) => forgetProcess(database, id) }, { trustProxy: false });
  const server = createServer((_req, res) => res.writeHead(404).end());
  server.on("upgrade", (req, socket, head) => (live.isLive(req) ? live.forward(req, socket, head) : socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    live.end();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `127.0.0.1:${port}`, close };
}
