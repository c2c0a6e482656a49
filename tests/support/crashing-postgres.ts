/** A PostgreSQL that keeps its promises, to be crashed: it replays its log and comes back on the same port. */
import { rmSync } from "node:fs";
import path from "node:path";

interface Postmaster {
  readonly pid: number;
}
interface Supervisor {
  readonly stop: () => Promise<void>;
}
interface DataFolder {
  readonly pgdata: string;
}

/** What is used of the starter's scripts, which are plain JavaScript without declarations. */
interface Scripts {
  makeThrowAwayFolder: () => string;
  openDataFolder: (folder: string) => DataFolder;
  createSupervisor: (say: (line: string) => void) => Supervisor;
  startPostgres: (data: DataFolder, supervisor: Supervisor) => Promise<string>;
  readPostmaster: (pgdata: string) => Postmaster | null;
  migrate: (url: string) => Promise<string[]>;
}

const FILES = ["throw-away", "data-folder", "supervisor", "postgres", "postgres-cluster", "migrations"];

async function scripts(): Promise<Scripts> {
  const modules = await Promise.all(FILES.map((file) => import(new URL(`../../scripts/lib/${file}.js`, import.meta.url).href) as Promise<Partial<Scripts>>));
  return Object.assign({}, ...modules) as Scripts;
}

export interface CrashingPostgres {
  readonly url: string;
  /** Ends it as a crash would, without writing anything back. */
  readonly crash: () => void;
  readonly stop: () => Promise<void>;
}

export async function startCrashingPostgres(): Promise<CrashingPostgres> {
  const { makeThrowAwayFolder, openDataFolder, createSupervisor, startPostgres, readPostmaster, migrate } = await scripts();
  const folder = makeThrowAwayFolder();
  const data = openDataFolder(path.join(folder, "data"));
  const supervisor = createSupervisor(() => {});
  const url = await startPostgres(data, supervisor);
  await migrate(url);
  return {
    url,
    crash: () => {
      const postmaster = readPostmaster(data.pgdata);
      if (postmaster === null) throw new Error("PostgreSQL does not run.");
      // An immediate shutdown.
      process.kill(postmaster.pid, "SIGQUIT");
    },
    stop: async () => {
      await supervisor.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
