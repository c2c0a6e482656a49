// 200 different programs through the product's queue, while two judges are killed and paused 50 times at points drawn from
// a seed. `npm test` plays 20 programs and five strikes; the result here stands in the table, with the hashes of what it
// depends on.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrashingPostgres, startCrashingPostgres } from "../support/crashing-postgres";
import { JUDGE_SECRET } from "../support/judge-processes";
import { judgeInTrouble } from "../support/kill-story";
import { lineFault, writeLine } from "./table";

/** The line of the table; one that is still of these sources is not made again. */
const KILLS = "kills/judges";
const STORY = { programs: 200, strikes: 50, seed: 2 };

let postgres: CrashingPostgres | null = null;
beforeAll(async () => {
  if (lineFault(KILLS) === null) return;
  postgres = await startCrashingPostgres();
  Object.assign(process.env, { DATABASE_URL: postgres.url, AUTH_SECRET: JUDGE_SECRET, LOG_LEVEL: "silent" });
});
afterAll(() => postgres?.stop());

test(KILLS, async () => {
  if (postgres === null) return;
  const { faults, ...report } = await judgeInTrouble(postgres.url, STORY);
  console.info(JSON.stringify(report));
  expect(faults).toEqual([]);
  expect(report).toMatchObject({ verdicts: STORY.programs });
  expect(report.kills + report.pauses).toBe(STORY.strikes);
  expect(report.overtaken, "judges came back when another had their run").toBeGreaterThan(0);
  writeLine(KILLS, { programs: STORY.programs, ...report });
});
