/** The web process: Next behind our border, on one port. Started by scripts/start.js, or by hand with DATABASE_URL. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import pg from "pg";
import { ensureDemoAccounts } from "./accounts/ensure-demo-accounts";
import { tools } from "./compose";
import { settleAllDue } from "./exercises/assignments/settle";
import { refreshStatistics } from "./exercises/statistics/refresh-statistics";
import { enter } from "./http/border";
import { scriptsOfBuild, scriptsOfSources } from "./http/browser-scripts";
import { countRequest, routeOf } from "./http/metrics";
import { openLiveForward } from "./http/forward-live";
import { openStreams } from "./http/open-streams";
import { answerOperator } from "./http/operator";
import { answerRunFrame } from "./http/run-frame";
import { findAddress, forgetProcess } from "./interviews/room-home-store";
import { database } from "./platform/database";
import { demoEnabled, env } from "./platform/env";
import { superviseMe } from "./platform/lifecycle";
import { log } from "./platform/log";

const settings = env();
/** How long an exam whose time is over waits at most to be graded. Whoever looks at it grades it at once. */
const SETTLE_EVERY_MS = 5_000;
/** How long new answers wait at most to be in the figures of items. */
const STATISTICS_EVERY_MS = 30_000;

const dev = settings.NODE_ENV === "development";

let draining = false;

async function main(): Promise<void> {
  // Next puts a listener of its own on the server that it is given, which would take every upgrade for its own. This one
  // never listens: in development we hand over what is not ours, the socket of hot reload.
  const unheard = createServer();
  const app = next({ dev, dir: process.cwd(), hostname: settings.HOST, port: settings.PORT, httpServer: unheard });
  await app.prepare();
  if (demoEnabled(settings)) await ensureDemoAccounts(database());

  const handle = app.getRequestHandler();
  const pool = new pg.Pool({ connectionString: settings.DATABASE_URL, max: 1 });
  pool.on("error", (error) => log().warn({ err: error }, "health connection lost"));
  const operator = {
    healthToken: settings.HEALTH_TOKEN,
    pingDatabase: () => pool.query("SELECT 1").then(() => undefined),
    isDraining: () => draining,
  };

  const browserScripts = dev ? scriptsOfSources() : scriptsOfBuild();

  const streams = openStreams();
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const passage = enter(req, res, { trustProxy: settings.TRUST_PROXY, dev });
    streams.track(res);
    res.on("close", () => finish(req, res, performance.now() - startedAt, passage?.requestId));
    if (passage === null || (await answerOperator(req, res, operator)) || (await answerRunFrame(req, res, browserScripts))) return;
    await handle(req, res);
  };
  const server = createServer((req, res) => {
    serve(req, res).catch((error: unknown) => {
      log().error({ err: error, url: req.url }, "request failed");
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  });
  // Node waits 5 s by default; proxies and browsers keep their connections longer.
  server.keepAliveTimeout = 65_000;
  const live = openLiveForward(
    { findAddress: (processId) => findAddress(database(), processId), forget: (processId) => forgetProcess(database(), processId) },
    { trustProxy: settings.TRUST_PROXY },
  );
  server.on("upgrade", (req, socket, head) => {
    if (live.isLive(req)) live.forward(req, socket, head);
    else if (!dev || !unheard.emit("upgrade", req, socket, head)) socket.destroy();
  });

  const { ready } = superviseMe(async () => {
    draining = true;
    for (const task of background) clearInterval(task);
    server.closeIdleConnections();
    streams.end();
    live.end();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await Promise.all([pool.end(), database().$disconnect()]);
  });
  // Exams whose time is over are graded also while nobody looks, and those whose time ran out while no process ran.
  const settleExams = onceAtATime("settle exams", () => settleAllDue(tools()));
  const background = [setInterval(settleExams, SETTLE_EVERY_MS), setInterval(onceAtATime("compute item statistics", () => refreshStatistics(tools())), STATISTICS_EVERY_MS)];
  settleExams();
  server.on("error", (error) => {
    log().fatal({ err: error }, "cannot listen");
    process.exit(1);
  });
  server.listen(settings.PORT, settings.HOST, () => {
    log().info({ host: settings.HOST, port: settings.PORT }, "listening");
    ready();
  });
}

/** Work that is skipped while its last turn goes on, and whose failure is the log's. */
function onceAtATime(what: string, work: () => Promise<unknown>): () => void {
  let isAtIt = false;
  return () => {
    if (isAtIt || draining) return;
    isAtIt = true;
    work()
      .catch((error: unknown) => draining || log().error({ err: error }, `cannot ${what}`))
      .finally(() => {
        isAtIt = false;
      });
  };
}

function finish(req: IncomingMessage, res: ServerResponse, ms: number, requestId: string | undefined): void {
  const method = req.method ?? "GET";
  const route = routeOf(req.url ?? "/");
  countRequest(route, method, res.statusCode, ms / 1_000);
  // Ids in addresses may be secrets (a reset link), so the log names the route, not the address.
  if (route !== "/_next") log().info({ requestId, method, route, status: res.statusCode, ms: Math.round(ms) }, "request");
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "cannot start");
  process.exit(1);
});
