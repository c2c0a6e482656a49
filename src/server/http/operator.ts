/** What the operator asks for: is it well, and how does it do. Details for this machine, or for who has the token. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isFromThisMachine } from "./border";
import { registry } from "./metrics";

const CHECK_MS_MAX = 2_000;

export interface OperatorOptions {
  healthToken: string | undefined;
  /** Resolves when the database answers. */
  pingDatabase: () => Promise<void>;
  isDraining: () => boolean;
}

/** Answers /api/health and /metrics; false for any other address. */
export async function answerOperator(req: IncomingMessage, res: ServerResponse, options: OperatorOptions): Promise<boolean> {
  const path = (req.url ?? "").split("?")[0];
  if (path === "/api/health") await answerHealth(req, res, options);
  else if (path === "/metrics") await answerMetrics(req, res, options);
  else return false;
  return true;
}

async function answerHealth(req: IncomingMessage, res: ServerResponse, options: OperatorOptions): Promise<void> {
  const started = performance.now();
  const databaseWell = await within(options.pingDatabase(), CHECK_MS_MAX);
  const well = databaseWell && !options.isDraining();
  const brief = { status: well ? "ok" : "unavailable" };
  const details = {
    ...brief,
    database: databaseWell ? "ok" : "unreachable",
    databaseMs: Math.round(performance.now() - started),
    draining: options.isDraining(),
    pid: process.pid,
    uptimeSeconds: Math.round(process.uptime()),
    memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    node: process.version,
  };
  const body = mayKnow(req, options.healthToken) ? details : brief;
  res.writeHead(well ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body));
}

async function answerMetrics(req: IncomingMessage, res: ServerResponse, { healthToken }: OperatorOptions): Promise<void> {
  if (!mayKnow(req, healthToken)) {
    res.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
    return;
  }
  res.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" }).end(await registry.metrics());
}

/** Judged by the socket's own address, never by a header; a proxy on this machine must therefore keep these paths to itself. */
function mayKnow(req: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = Buffer.from((req.headers.authorization ?? "").replace(/^Bearer /, ""));
    const wanted = Buffer.from(token);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) return true;
  }
  return isFromThisMachine(req);
}

async function within(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
