/** A migrated database of its own for a measurement, dropped afterwards. Durable as the product's: without fsync a rate says little. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";

type Say = (line: string) => void;

/** The starter's scripts are plain JavaScript without declarations: what is used of them is written down here. */
interface Scripts {
  "build.js": { generateClient: (note: Say) => Promise<void> };
  "migrations.js": { migrate: (url: string) => Promise<string[]> };
  "throw-away.js": { makeThrowAwayFolder: () => string };
  "data-folder.js": { openDataFolder: (folder: string) => { home: string } };
  "supervisor.js": { createSupervisor: (say: Say) => { stop: () => Promise<void> } };
  "postgres.js": {
    startPostgres: (data: { home: string }, supervisor: { stop: () => Promise<void> }, options: { mayCreateDatabases: boolean }) => Promise<string>;
  };
}

const script = <Name extends keyof Scripts>(name: Name): Promise<Scripts[Name]> =>
  import(new URL(`../../../scripts/lib/${name}`, import.meta.url).href) as Promise<Scripts[Name]>;

/** Uses the server of DATABASE_URL if it is set (a new database on it), otherwise a PostgreSQL that lives as long as the work. */
export async function withDatabase<T>(serverUrl: string | undefined, say: Say, work: (url: string) => Promise<T>): Promise<T> {
  const [{ generateClient }, { migrate }] = await Promise.all([script("build.js"), script("migrations.js")]);
  await generateClient((note) => say(`Database client ${note}`));
  const server = serverUrl === undefined ? await startOwnServer(say) : { url: serverUrl, stop: async () => {} };
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  try {
    await query(server.url, `CREATE DATABASE ${name}`);
    const url = Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    try {
      await migrate(url);
      return await work(url);
    } finally {
      await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await server.stop();
  }
}

async function startOwnServer(say: Say): Promise<{ url: string; stop: () => Promise<void> }> {
  const [{ makeThrowAwayFolder }, { openDataFolder }, { createSupervisor }, { startPostgres }] = await Promise.all([
    script("throw-away.js"),
    script("data-folder.js"),
    script("supervisor.js"),
    script("postgres.js"),
  ]);
  const folder = makeThrowAwayFolder();
  const data = openDataFolder(path.join(folder, "data"));
  const supervisor = createSupervisor(say);
  const stop = async () => {
    await supervisor.stop();
    for (const place of [data.home, folder]) rmSync(place, { recursive: true, force: true });
  };
  try {
    return { url: await startPostgres(data, supervisor, { mayCreateDatabases: true }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
