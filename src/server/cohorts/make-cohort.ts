import { randomBytes, randomUUID } from "node:crypto";
import { COHORTS_MAX } from "@/contracts/cohorts/cohorts";
import { JOIN_CODE_BYTES, joinCodeFrom } from "@/domain/cohorts/join-code";
import { type Instant, instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import { DAY_MS } from "@/domain/review/study-day";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { countCohorts, insertCohort, setJoinCode } from "./cohort-store";

/** How long a new code lets learners in. */
export const JOIN_CODE_MS = 14 * DAY_MS;
/** Of 2^50 codes two are hardly ever the same; as often in a row, something is broken. */
const CODES_TRIED_MAX = 3;

interface CohortTools {
  readonly clock: Clock;
  readonly database: Database;
}

const newCode = (now: Instant) => ({ joinCode: joinCodeFrom(randomBytes(JOIN_CODE_BYTES)), codeExpiresAt: instant(now + JOIN_CODE_MS) });

/** Makes a cohort with a code that learners join with. */
export async function makeCohort({ clock, database }: CohortTools, ownerId: string, name: string): Promise<Result<{ cohortId: string }, { code: "too-many-cohorts" }>> {
  if ((await countCohorts(database, ownerId)) >= COHORTS_MAX) return err({ code: "too-many-cohorts" });
  const now = clock();
  const cohortId = randomUUID();
  await insertCohort(database, { id: cohortId, ownerId, name, createdAt: now, ...newCode(now) });
  return ok({ cohortId });
}

/** Puts a fresh code in the place of the one before, which lets nobody in any more. */
export async function renewCode({ clock, database }: CohortTools, cohortId: string): Promise<void> {
  for (let tried = 0; tried < CODES_TRIED_MAX; tried += 1) {
    if (await setJoinCode(database, cohortId, newCode(clock()))) return;
  }
  throw new Error(`No free code was found in ${CODES_TRIED_MAX} tries.`);
}
