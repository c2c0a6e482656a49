/**
 * How a process can be fenced on this machine. Node's permission flag holds everywhere; the rest is found by trying,
 * because containers and distributions forbid different parts of it, and is never required.
 */
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { makeEmptyFolder, removeEmptyFolder } from "./empty-folder";

/** Ids that neither distributions nor systemd hand out, apart from those of PostgreSQL (scripts/lib/postgres-binaries.js); containers map ids below 65536. */
const UID_FIRST = 65_520;
const UID_COUNT = 14;
/** A Node process has about a dozen threads. Counted for each user, so only where the user is the fence's own. */
const THREADS_MAX = 128;
const TRY_MS_MAX = 5_000;
const TOOL_FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/**
 * own-user: its files and signals reach nothing of ours. namespaces: no network, sees no other process. limits: writes
 * no file and no core. parent-death: killed by the kernel with its supervisor (without, it ends by itself).
 */
export type Wall = "own-user" | "namespaces" | "limits" | "parent-death";

/** Next declares that every environment has NODE_ENV; a fenced one has nothing. */
export const NO_ENV = {} as NodeJS.ProcessEnv;

export interface Launch {
  /** A command to put before Node's, often empty. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
  readonly walls: readonly Wall[];
}

interface Layer {
  readonly wall: Wall;
  readonly tool: string;
  readonly args: (launch: Launch) => readonly string[];
}

/** From the outside in. */
const LAYERS: readonly Layer[] = [
  { wall: "parent-death", tool: "setpriv", args: () => ["--pdeathsig=KILL", "--no-new-privs"] },
  // No id is mapped, so that the process has no rights within its own namespaces either.
  { wall: "namespaces", tool: "unshare", args: () => ["--user", "--net", "--ipc", "--pid", "--fork", "--kill-child=KILL"] },
  { wall: "limits", tool: "prlimit", args: ({ ids }) => ["--fsize=0", "--core=0", ...(ids.uid === undefined ? [] : [`--nproc=${THREADS_MAX}`])] },
];

/** Tries what there is. `without` leaves walls out: tests must pass where they are missing. */
export async function findLaunch(without: readonly Wall[] = []): Promise<Launch> {
  let launch: Launch = { prefix: [], ids: {}, walls: [] };
  if (process.getuid?.() === 0 && !without.includes("own-user")) {
    const uid = unusedUid();
    const tried: Launch = { prefix: [], ids: { uid, gid: uid }, walls: ["own-user"] };
    if (await works(tried)) launch = tried;
  }
  for (const { wall, tool, args } of LAYERS) {
    const file = TOOL_FOLDERS.map((folder) => path.join(folder, tool)).find((candidate) => fs.existsSync(candidate));
    if (file === undefined || without.includes(wall)) continue;
    const tried: Launch = { ...launch, prefix: [...launch.prefix, file, ...args(launch)], walls: [...launch.walls, wall] };
    if (await works(tried)) launch = tried;
  }
  return launch;
}

/** Whether Node starts that way, with its threads. */
function works({ prefix, ids }: Launch): Promise<boolean> {
  const [file = "", ...args] = [...prefix, process.execPath, "-e", "0"];
  const cwd = makeEmptyFolder();
  return new Promise((resolve) => {
    execFile(file, args, { ...ids, env: NO_ENV, cwd, timeout: TRY_MS_MAX, killSignal: "SIGKILL" }, (error) => {
      removeEmptyFolder(cwd);
      resolve(error === null);
    });
  });
}

const handedOut = new Set<number>();

/** One under which nothing runs, so that two fences cannot signal each other either; if all are taken, they share. */
function unusedUid(): number {
  const all = Array.from({ length: UID_COUNT }, (_, index) => UID_FIRST + ((index + process.pid) % UID_COUNT));
  const running = usersOfProcesses();
  const uid = all.find((candidate) => !running.has(candidate) && !handedOut.has(candidate)) ?? UID_FIRST;
  handedOut.add(uid);
  return uid;
}

/** As far as /proc tells; empty where there is none. */
function usersOfProcesses(): Set<number> {
  const users = new Set<number>();
  for (const entry of fs.existsSync("/proc") ? fs.readdirSync("/proc") : []) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = fs.statSync(path.join("/proc", entry), { throwIfNoEntry: false });
    if (stat !== undefined) users.add(stat.uid);
  }
  return users;
}
