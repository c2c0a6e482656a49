/**
 * Goal: every program gets its verdict, once, and the one that it earns, whatever becomes of judges. Method: 20 different
 * programs through the product's queue while two judges are killed and paused five times. The deep tests do it with 200
 * programs and 50 strikes.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../support/database";
import { JUDGE_SECRET } from "../support/judge-processes";
import { judgeInTrouble } from "../support/kill-story";

const PATIENCE_MS = 1_200_000;

let home: TestDatabase;
beforeAll(async () => {
  home = await testDatabase();
  // What the queue's own code asks for in this process.
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: JUDGE_SECRET, LOG_LEVEL: "silent" });
});
afterAll(() => home.stop());

test("20 programs, and five kills or pauses of their judges", { timeout: PATIENCE_MS }, async () => {
  const { faults, ...report } = await judgeInTrouble(home.url, { programs: 20, strikes: 5, seed: 1 });
  expect(faults).toEqual([]);
  expect(report).toMatchObject({ verdicts: 20, earned: { passed: expect.any(Number), failed: expect.any(Number) } });
  expect(report.kills).toBeGreaterThan(0);
  expect(report.pauses).toBeGreaterThan(0);
  expect(report.takeOvers, "strikes hit judges that had a run").toBeGreaterThan(0);
  expect(report.earned.passed).toBeGreaterThan(0);
  expect(report.earned.failed).toBeGreaterThan(0);
});
