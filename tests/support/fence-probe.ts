/**
 * Stands in the fence in place of the product's worker, as somebody who has broken out of QuickJS and out of the
 * simulator: runs any JavaScript in the worker's own V8. Tries all doors and says which open.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { runInNewContext } from "node:vm";
import { parentPort, Worker } from "node:worker_threads";
import { assertFenced } from "../../workers/judge/fence/self-check";

export interface ProbeTask {
  readonly files: readonly string[];
  readonly pids: Readonly<Record<string, number>>;
  readonly databasePort: number;
}

/** PostgreSQL's answer to a startup message that asks for a password by SCRAM. */
const AUTHENTICATION = "R".charCodeAt(0);
const SASL = 10;

function attempt(act: () => unknown): string {
  try {
    return String(act());
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? (thrown as Error).name;
  }
}

/** Introduces itself as the product does, and reads what it is asked for. */
function knockAtDatabase(port: number): Promise<string> {
  return new Promise((resolve) => {
    const words = Buffer.from("user\0quorum\0database\0quorum\0\0");
    const head = Buffer.alloc(8);
    head.writeInt32BE(8 + words.length);
    head.writeInt32BE(196_608, 4);
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.concat([head, words])));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "failed"));
    socket.on("data", (answer) => {
      socket.destroy();
      resolve(answer[0] === AUTHENTICATION && answer.readInt32BE(5) === SASL ? "asked for a password" : `answered ${answer.toString("latin1")}`);
    });
  });
}

async function tryAll({ files, pids, databasePort }: ProbeTask): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const file of files) results[`read ${file}`] = attempt(() => `read ${readFileSync(file).length}`);
  results["list /"] = attempt(() => readdirSync("/").length);
  results["list its folder"] = attempt(() => readdirSync(".").length);
  results["write"] = attempt(() => writeFileSync("/tmp/quorum-fence-was-here", ""));
  results["spawn"] = attempt(() => spawnSync("id").stdout);
  results["thread without flags"] = attempt(() => new Worker("", { eval: true, execArgv: [] }));
  results["Function"] = attempt(() => new Function("return 1")());
  results["escape from vm"] = attempt(() => runInNewContext("this.constructor.constructor('return process')().pid"));
  results["environment"] = attempt(() => Object.keys(process.env).length);
  results["addon"] = attempt(() => process.dlopen({ exports: {} }, "/usr/lib/none.node"));
  results["binding"] = attempt(() => (process as unknown as { binding: (name: string) => unknown }).binding("spawn_sync"));
  for (const [name, pid] of Object.entries(pids)) results[`signal ${name}`] = attempt(() => `landed ${process.kill(pid, 0)}`);
  results["database"] = await knockAtDatabase(databasePort);
  results["self-check"] = attempt(() => assertFenced() ?? "holds");
  return results;
}

const counters = { serverMessages: 0, serverBytes: 0, clientMessages: 0, lost: 0, duplicated: 0, crashes: 0, deliveries: 0 };

parentPort?.on("message", (line: string) => {
  const { n, seed, program } = JSON.parse(line) as { n: number; seed: string; program: string };
  void tryAll(JSON.parse(program) as ProbeTask).then((value) => {
    const entry = { process: 0, type: "ok", f: "probe", value, timeUs: 0, node: "n1", operation: 0, event: 0 };
    const record = { seed, ending: { kind: "finished" }, history: [entry], counters, upcalls: [], outages: [], buggify: [], events: 1, endedAtUs: 0, traceHash: "0123456789abcdef" };
    parentPort?.postMessage(JSON.stringify({ kind: "record", n, cpuMs: 0, record }));
  });
});
parentPort?.postMessage('{"kind":"ready"}');
