import type { LabTest, SetTestOutput } from "@/contracts/labs/labs";
import { LAB_TESTS_MAX } from "@/contracts/labs/limits";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { deleteTest, insertTest, listTests } from "./test-store";

interface TestTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Pick<Catalog, "labs">;
}

type Refusal = { code: "no-such-lab" | "too-many-tests" };

/** Saves a failing public seed as a test of a lab, or takes it away; either may be said twice. */
export async function setTest({ clock, database, catalog }: TestTools, { saved, ...test }: LabTest & { userId: string; labId: string; saved: boolean }): Promise<Result<SetTestOutput, Refusal>> {
  if (!catalog.labs.has(test.labId)) return err({ code: "no-such-lab" });
  if (!saved) await deleteTest(database, test);
  else {
    const known = await listTests(database, test);
    const isKnown = known.some(({ n, check }) => n === test.n && check === test.check);
    if (!isKnown && known.length >= LAB_TESTS_MAX) return err({ code: "too-many-tests" });
    await insertTest(database, { ...test, at: clock() });
  }
  return ok({ tests: await listTests(database, test) });
}
