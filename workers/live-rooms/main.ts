/** The process of live rooms: it orders their logs and brings them to everybody who is in them. Any number of them may run. */
import { scriptOf } from "@/domain/interviews/room-script";
import { openContent } from "@/server/catalog/catalog";
import { database } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { superviseMe } from "@/server/platform/lifecycle";
import { log, logAs } from "@/server/platform/log";
import { openLiveRooms } from "./live-server";

/** Of a room whose scenario is no longer in the content: it can be read and talked in. */
const NO_SCRIPT = { phases: [], hints: [], followUps: [], facts: [], dimensions: 0 };

async function main(): Promise<void> {
  logAs("live-rooms");
  const { AUTH_SECRET, CONTENT_DIR, DATABASE_URL, LIVE_HOST, LIVE_PORT, NODE_ENV } = env();
  const { catalog } = openContent(CONTENT_DIR, { follow: NODE_ENV === "development" });
  const live = await openLiveRooms({
    database: database(),
    databaseUrl: DATABASE_URL,
    authSecret: AUTH_SECRET,
    scriptOf: (scenarioId) => {
      const scenario = catalog.scenarios.get(scenarioId);
      return scenario === undefined ? NO_SCRIPT : scriptOf(scenario);
    },
    host: LIVE_HOST,
    port: LIVE_PORT,
  });
  const { ready } = superviseMe(async () => {
    await live.close();
    await database().$disconnect();
  });
  log().info({ processId: live.processId, address: live.address }, "ready");
  ready();
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "cannot start");
  process.exit(1);
});
