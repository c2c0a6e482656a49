/**
 * Plays the demo cohort into the embedded database once the product is up, and ends. It gives way to everything else;
 * stopped half way, the next start goes on where it was.
 */
import os from "node:os";
import { loadCatalog } from "@/server/catalog/catalog";
import { systemClock } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { demoEnabled, env } from "@/server/platform/env";
import { superviseMe } from "@/server/platform/lifecycle";
import { log, logAs } from "@/server/platform/log";
import { type Fence, openFence } from "../judge/supervisor";
import { judgeOf } from "./judge-programs";
import { playCohort } from "./play-cohort";

/** The lowest that there is; the fenced process inherits it. */
const NICENESS = 19;
/** Enough to meet every scenario of a lab about once, and cheap. */
const SEEDS = 8;

async function main(): Promise<void> {
  logAs("demo");
  os.setPriority(NICENESS);
  const settings = env();
  if (!demoEnabled(settings)) return;
  const stop = new AbortController();
  let opened: Promise<Fence> | null = null;
  const catalog = loadCatalog(settings.CONTENT_DIR);
  const judge = judgeOf({ catalog, fence: () => (opened ??= openFence()), authSecret: settings.AUTH_SECRET, seeds: SEEDS, stop: stop.signal });
  const work = playCohort({ database: database(), catalog, now: systemClock(), judge, stop: stop.signal });
  const startedAtMs = performance.now();
  const done = work
    .then((played) => log().info({ played, ms: Math.round(performance.now() - startedAtMs) }, "the demo cohort is there"))
    .finally(async () => {
      await (await opened?.catch(() => null))?.close();
      await database().$disconnect();
    });
  superviseMe(async () => {
    stop.abort();
    await done.catch(() => {});
  }).ready();
  await done.catch((error: unknown) => {
    // What ends because it was told to stop has not failed.
    if (!stop.signal.aborted) throw error;
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log().error({ err: error }, "the demo cohort could not be played to its end; the next start goes on");
    process.exit(1);
  },
);
