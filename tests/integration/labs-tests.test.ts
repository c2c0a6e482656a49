/** Failing seeds that are saved as tests of a lab, through the router and on the real database. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LabTest } from "@/contracts/labs/labs";
import { LAB_TESTS_MAX, PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { instant } from "@/domain/kernel/instant";
import type { Viewer } from "@/server/auth/viewer";
import { openLab } from "@/server/labs/open-lab";
import { setTest } from "@/server/labs/set-test";
import { makeLearner } from "../support/lab-runs";
import { testDatabase, type TestDatabase } from "../support/database";
import { labCatalog } from "../support/lab-catalog";

const LAB = "unique-ids";
const catalog = labCatalog();
let home: TestDatabase;
let now = 0;
beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());

const set = (userId: Viewer["userId"], test: LabTest, saved = true, labId = LAB) => setTest({ clock: () => instant((now += 1_000)), database: home.database, catalog }, { userId, labId, saved, ...test });
const testsOf = async (userId: string) => {
  const opened = await openLab({ database: home.database, catalog }, { userId, labId: LAB });
  return opened.ok ? opened.value.tests : null;
};

test("a test is kept with the lab, once, for its learner alone, until it is taken away", async () => {
  const [ada, tomas] = [await makeLearner(home.database), await makeLearner(home.database)];
  await set(ada, { n: 7, check: "unique" });
  await set(ada, { n: 3, check: "restarts" });
  expect(await set(ada, { n: 7, check: "unique" })).toEqual({ ok: true, value: { tests: [{ n: 7, check: "unique" }, { n: 3, check: "restarts" }] } });
  expect(await testsOf(ada)).toEqual([{ n: 7, check: "unique" }, { n: 3, check: "restarts" }]);
  expect(await testsOf(tomas)).toEqual([]);
  await set(tomas, { n: 7, check: "unique" }, false);
  expect(await set(ada, { n: 7, check: "unique" }, false)).toEqual({ ok: true, value: { tests: [{ n: 3, check: "restarts" }] } });
  expect(await testsOf(ada)).toEqual([{ n: 3, check: "restarts" }]);
});

test("of a lab that there is not, or beyond what a lab keeps, none is", async () => {
  const ada = await makeLearner(home.database);
  expect(await set(ada, { n: 1, check: "unique" }, true, "no-such-lab")).toEqual({ ok: false, error: { code: "no-such-lab" } });
  for (let n = 1; n <= LAB_TESTS_MAX; n += 1) await set(ada, { n, check: "unique" });
  expect(await set(ada, { n: PUBLIC_SEEDS, check: "unique" })).toEqual({ ok: false, error: { code: "too-many-tests" } });
  expect(await set(ada, { n: 1, check: "unique" })).toMatchObject({ ok: true });
  expect(await testsOf(ada)).toHaveLength(LAB_TESTS_MAX);
});
