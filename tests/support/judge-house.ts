/** What a judge works with, for tests: a database of its own, the product's fence, the catalogue, and a clock that stands. */
import { instant } from "@/domain/kernel/instant";
import { bringCardsForward } from "@/server/review/bring-forward";
import type { JudgeTools } from "../../workers/judge/judge-claim";
import { type Fence, openFence } from "../../workers/judge/supervisor";
import { testDatabase, type TestDatabase } from "./database";
import { labCatalog } from "./lab-catalog";

const AUTH_SECRET = "a secret of thirty-two characters";
const NOW_MS = Date.UTC(2026, 10, 20, 12);

export interface JudgeHouse {
  readonly home: TestDatabase;
  readonly fence: Fence;
  readonly tools: JudgeTools;
  readonly close: () => Promise<void>;
}

export async function openJudgeHouse(): Promise<JudgeHouse> {
  const home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET, LOG_LEVEL: "silent" });
  const fence = await openFence();
  const clock = () => instant(NOW_MS);
  const tools = { database: home.database, clock, catalog: labCatalog(), bringCardsForward, fence, authSecret: AUTH_SECRET };
  const close = async () => {
    await fence.close();
    await home.stop();
  };
  return { home, fence, tools, close };
}
