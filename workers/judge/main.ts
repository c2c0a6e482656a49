/** The judge process: it runs submissions behind the fence and writes their verdicts. Any number of them may run. */
import os from "node:os";
import { openContent } from "@/server/catalog/catalog";
import { WAITING_CHANNEL } from "@/server/labs/run-queue-store";
import { makeBell } from "@/server/platform/bell";
import { systemClock } from "@/server/platform/clock";
import { database } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { superviseMe } from "@/server/platform/lifecycle";
import { listen } from "@/server/platform/listen";
import { log, logAs } from "@/server/platform/log";
import { bringCardsForward } from "@/server/review/bring-forward";
import { openFence } from "./supervisor";
import { judgeRuns } from "./work-loop";

/** Pages come before programs. The fenced processes inherit it. */
const NICENESS = 10;

async function main(): Promise<void> {
  logAs("judge");
  os.setPriority(NICENESS);
  const { AUTH_SECRET, CONTENT_DIR, DATABASE_URL, NODE_ENV } = env();
  const { catalog } = openContent(CONTENT_DIR, { follow: NODE_ENV === "development" });
  const fence = await openFence();
  const bell = makeBell();
  const listener = listen(DATABASE_URL, [WAITING_CHANNEL], { onNotify: bell.ring, onConnect: bell.ring });
  const stop = new AbortController();
  const tools = { database: database(), clock: systemClock, catalog, bringCardsForward, fence, authSecret: AUTH_SECRET };
  const work = judgeRuns(tools, bell, stop.signal);
  const { ready } = superviseMe(async () => {
    stop.abort();
    await work;
    await Promise.all([fence.close(), listener.close(), database().$disconnect()]);
  });
  await listener.ready;
  log().info({ walls: fence.launch.walls }, "ready");
  ready();
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "cannot start");
  process.exit(1);
});
