/** Stands in the fence in place of the product's worker: does at once what a program (or whatever broke out of it) could bring about. */
import { parentPort } from "node:worker_threads";

const counters = { serverMessages: 0, serverBytes: 0, clientMessages: 0, lost: 0, duplicated: 0, crashes: 0, deliveries: 0 };

const record = (seed: string) => ({ seed, ending: { kind: "finished" }, history: [] as unknown[], counters, upcalls: [], outages: [], buggify: [], events: 1, endedAtUs: 1, traceHash: "0123456789abcdef" });

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

type Act = (n: number, seed: string) => string | null;
const reply = (n: number, made: object) => JSON.stringify({ kind: "record", n, cpuMs: 1, record: made });
const entry = (value: unknown) => ({ process: 0, type: "ok", f: "echo", value, timeUs: 1, node: "n1", operation: 0, event: 0 });

/** What to say, or nothing. */
const ACTS: Readonly<Record<string, Act>> = {
  good: (n, seed) => reply(n, record(seed)),
  hang: () => {
    for (;;);
  },
  "say nothing": () => null,
  throw: () => {
    throw new Error("it threw");
  },
  exit: () => process.exit(0),
  "fill the heap": () => {
    const all: number[][] = [];
    for (;;) all.push(new Array<number>(100_000).fill(all.length));
  },
  "say it twice": (n, seed) => `${reply(n, record(seed))}\n${reply(n, record(seed))}`,
  "say more later": (n, seed) => {
    setTimeout(() => parentPort?.postMessage(reply(n, record(seed))), 20);
    return reply(n, record(seed));
  },
  "say it for another seed": (n) => reply(n, record("another")),
  "say it for another number": (n, seed) => reply(n + 1, record(seed)),
  "say nonsense": () => "nonsense",
  "forge a field": (n, seed) => reply(n, { ...record(seed), verdict: "passed" }),
  "forge a hash": (n, seed) => reply(n, { ...record(seed), traceHash: "<b>" }),
  "forge a number": (n, seed) => reply(n, { ...record(seed), events: -1 }),
  "nest a value": (n, seed) => reply(n, { ...record(seed), history: [entry("HERE")] }).replace('"HERE"', nested(200)),
  "nest a value beyond every stack": (n, seed) => reply(n, { ...record(seed), history: [entry("HERE")] }).replace('"HERE"', nested(2_000_000)),
  "write without end": () => "x".repeat(80 * 1_048_576),
  "say it is ready": () => '{"kind":"ready"}',
  "say that it was too long": (n) => JSON.stringify({ kind: "too-long", n, cpuMs: 1 }),
  "kill its own group": () => {
    process.kill(0, "SIGKILL");
    return null;
  },
};

parentPort?.on("message", (line: string) => {
  const { n, seed, program } = JSON.parse(line) as { n: number; seed: string; program: string };
  const said = ACTS[program]?.(n, seed) ?? null;
  if (said !== null) parentPort?.postMessage(said);
});
parentPort?.postMessage('{"kind":"ready"}');
