/**
 * How fast the product is: `npm run --silent bench -- review --json`.
 * Standard output holds the answer and nothing else; progress and errors go to standard error.
 */
import { parseArgs } from "node:util";
import type { InProcessResult } from "./bench/review-in-process";
import type { Timing } from "./bench/measure";

const USAGE = `Usage: npm run --silent bench -- review [--json] [--answers <n>] [--parallel <n>] [--url <address>]
       npm run --silent bench -- simulator [--json]
       npm run --silent bench -- checkers [--json]
       npm run --silent bench -- rooms [--json]
       npm run --silent bench -- diagram [--json]

  review             answers to cards a second, and how long the slowest hundredth takes: in this process, on a
                     PostgreSQL of its own (on the server of DATABASE_URL if that is set, in a new database)
  --url <address>    the same over HTTP, of a running product that has demo accounts; every answer is taken back
  --answers <n>      how many answers to time (2000)
  --parallel <n>     how many at once (8)
  simulator          events and simulated seconds a second of a 25-node broadcast and of 5-node Raft: on bare V8, in a
                     headless Chromium, and behind the judge's fence, in turns, as medians of five rounds
  checkers           how long histories of registers (20,000 operations, 1,000,000 with unique values, 10,000 with a
                     wrong answer) and 10,000 transactions on lists take to judge, as medians of five rounds
  rooms              live rooms beside a bare ws relay and plain socket.io, in turns: 3 of 200 members drawing, and 40
                     rooms of 5 in which 3 draw (30 pointers and 5 updates of 0.9-4 KB a second each). What is delivered a
                     second, how late, and the server's computing time per delivered message as a ratio to ws
  diagram            how long frames take while the diagram of a run with 5,000 events is scrubbed, scrolled and
                     stepped through at four zooms, in a headless Chromium (half/95 %/worst)
  --json             one JSON object instead of lines
`;

const EXIT_FAULTY = 1;
const EXIT_USAGE = 2;
const ANSWERS_MAX = 1_000_000;
const PARALLEL_MAX = 64;

const WHATS = ["review", "simulator", "checkers", "rooms", "diagram"] as const;
type What = (typeof WHATS)[number];

interface Request {
  readonly what: What;
  readonly count: number;
  readonly parallel: number;
  readonly url: string | undefined;
  readonly json: boolean;
}

function readArguments(words: readonly string[]): Request | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        answers: { type: "string", default: "2000" },
        parallel: { type: "string", default: "8" },
        url: { type: "string" },
      },
    });
    const [count, parallel] = [Number(values.answers), Number(values.parallel)];
    const fits = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;
    const [named, ...rest] = positionals;
    const what = WHATS.find((known) => known === named);
    if (what === undefined || rest.length > 0 || !fits(count, ANSWERS_MAX) || !fits(parallel, PARALLEL_MAX)) return null;
    if (values.url !== undefined && !URL.canParse(values.url)) return null;
    return { what, count, parallel, url: values.url, json: values.json };
  } catch {
    return null;
  }
}

async function runReview(request: Request): Promise<{ inProcess: InProcessResult } | { http: Timing }> {
  if (request.url !== undefined) {
    const { benchOverHttp } = await import("./bench/review-over-http");
    return { http: await benchOverHttp(request.url, request) };
  }
  const { withDatabase } = await import("./bench/with-database");
  const inProcess = await withDatabase(process.env.DATABASE_URL, (line) => console.error(line), async (url) => {
    // Not before the database client was generated.
    const { benchInProcess } = await import("./bench/review-in-process");
    return benchInProcess(url, request);
  });
  return { inProcess };
}

const inWords = (what: string, { perSecond, p50Ms, p99Ms }: Timing): string =>
  `${what}: ${perSecond} a second, half within ${p50Ms} ms, 99 % within ${p99Ms} ms`;

async function review(request: Request): Promise<void> {
  const result = await runReview(request);
  if (request.json) console.log(JSON.stringify({ review: { parallel: request.parallel, ...result } }));
  else if ("http" in result) console.log(inWords("Answers over HTTP", result.http));
  else console.log(`${inWords("Answers", result.inProcess.answers)}\n${inWords("Queues", result.inProcess.queues)}`);
}

async function simulator({ json }: Request): Promise<void> {
  const { benchSimulator } = await import("./bench/simulator");
  const result = await benchSimulator((line) => console.error(line));
  if (json) return console.log(JSON.stringify({ simulator: result }));
  for (const workload of ["broadcast", "raft"] as const) {
    const { lab, nodes, ratios, ...paths } = result[workload];
    console.log(`${lab}, ${nodes} nodes`);
    for (const path of ["bareV8", "browser", "judge"] as const) {
      const { eventsPerSecond, simulatedSecondsPerSecond } = paths[path];
      console.log(`  ${path}: ${eventsPerSecond} events a second, ${simulatedSecondsPerSecond} simulated seconds a second`);
    }
    console.log(`  browser/bareV8 ${ratios.browserToBareV8}, judge/bareV8 ${ratios.judgeToBareV8}, judge/browser ${ratios.judgeToBrowser}`);
  }
  console.log(`browser/bareV8 is held by ${result.heldBy.browserToBareV8}`);
  console.log(`judge/bareV8 is held by ${result.heldBy.judgeToBareV8}`);
}

async function checkers({ json }: Request): Promise<void> {
  const [{ benchLinearizability }, { benchListAppend }] = await Promise.all([import("./bench/linearizability"), import("./bench/list-append")]);
  const linearizability = benchLinearizability((line) => console.error(line));
  const listAppend = benchListAppend();
  if (json) return console.log(JSON.stringify({ checkers: { ...linearizability, listAppend } }));
  for (const { clients, operations, values, isSpoilt, engine, millis } of Object.values(linearizability)) {
    console.log(`register: ${operations} operations of ${clients} clients, ${values} values, ${isSpoilt ? "one answer wrong" : "valid"}, in ${millis} ms (${engine})`);
  }
  console.log(`list-append: ${listAppend.transactions} transactions in ${listAppend.millis} ms`);
}

async function rooms({ json }: Request): Promise<void> {
  const { withDatabase } = await import("./bench/with-database");
  const [result, loads] = await withDatabase(process.env.DATABASE_URL, (line) => console.error(line), async (url) => {
    // Not before the database client was generated.
    const { benchRooms, LOAD_NAMES } = await import("./bench/rooms");
    return [await benchRooms(url, (line) => console.error(line)), LOAD_NAMES] as const;
  });
  if (json) return console.log(JSON.stringify({ rooms: result }));
  for (const load of loads) {
    for (const [server, { deliveredPerSecond, pointers, updates, acks, cpuToWs }] of Object.entries(result[load])) {
      const late = [pointers, updates, acks].map(({ p50Ms, p99Ms }) => `${p50Ms}/${p99Ms}`).join(", ");
      console.log(`${load}, ${server}: ${deliveredPerSecond} delivered a second; pointers, updates, answers after ms (half/99 %): ${late}; computing x${cpuToWs}`);
    }
  }
}

async function diagram({ json }: Request): Promise<void> {
  const { benchDiagram } = await import("./bench/diagram");
  const result = await benchDiagram((line) => console.error(line));
  if (json) return console.log(JSON.stringify({ diagram: result }));
  console.log(`${result.events} events, opened in ${result.openedMs} ms`);
  for (const [zoom, moves] of Object.entries(result.moves)) {
    for (const [move, { medianMs, p95Ms, worstMs, lateShare }] of Object.entries(moves)) console.log(`${zoom}, ${move}: frames of ${medianMs}/${p95Ms}/${worstMs} ms (half/95 %/worst), ${Math.round(lateShare * 100)} % late`);
  }
}

const BENCHES: Readonly<Record<What, (request: Request) => Promise<void>>> = { review, simulator, checkers, rooms, diagram };

async function main(words: readonly string[]): Promise<number> {
  const request = readArguments(words);
  if (request === null) {
    process.stderr.write(USAGE);
    return EXIT_USAGE;
  }
  await BENCHES[request.what](request);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = EXIT_FAULTY;
  },
);
