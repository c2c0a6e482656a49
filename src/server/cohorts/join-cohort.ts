import { MEMBERS_MAX, type InvitationOutput } from "@/contracts/cohorts/cohorts";
import { readJoinCode } from "@/domain/cohorts/join-code";
import { err, ok, type Result } from "@/domain/kernel/result";
import { addressBucket, JOIN_CODE_PER_ACCOUNT, JOIN_CODE_PER_ADDRESS, payTolls, refundTolls } from "../auth/rate-limit";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import { countMembers, findByCode, insertMember, isMember, lockMembers, type StoredCohort } from "./cohort-store";
import { nameOf } from "./present-cohort";

interface JoinTools {
  readonly clock: Clock;
  readonly database: Database;
}

interface CodeRequest {
  readonly userId: string;
  readonly clientAddress: string;
  readonly code: string;
}

export type CodeRefusal = { code: "no-such-code" } | { code: "too-many-tries"; againInSeconds: number };
export type JoinRefusal = CodeRefusal | { code: "own-cohort" } | { code: "cohort-is-full" };

/** What a code opens. Tries with codes that open nothing are counted, so that nobody finds one by trying. */
async function openCode({ clock, database }: JoinTools, { userId, clientAddress, code }: CodeRequest): Promise<Result<StoredCohort, CodeRefusal>> {
  const now = clock();
  const tolls = [
    { limit: JOIN_CODE_PER_ACCOUNT, whom: userId },
    { limit: JOIN_CODE_PER_ADDRESS, whom: addressBucket(clientAddress) },
  ];
  const againAt = await payTolls(database, tolls, now);
  if (againAt !== null) return err({ code: "too-many-tries", againInSeconds: Math.ceil((againAt - now) / 1000) });
  const read = readJoinCode(code);
  const cohort = read === null ? null : await findByCode(database, read, now);
  if (cohort === null) return err({ code: "no-such-code" });
  await refundTolls(database, tolls);
  return ok(cohort);
}

/** What somebody is told before they join. */
export async function invitation(tools: JoinTools, request: CodeRequest): Promise<Result<InvitationOutput, CodeRefusal>> {
  const opened = await openCode(tools, request);
  if (!opened.ok) return opened;
  const { id, name, owner } = opened.value;
  const isIn = await isMember(tools.database, { cohortId: id, userId: request.userId });
  return ok({ cohortId: id, name, instructor: nameOf(owner), standing: owner.id === request.userId ? "instructor" : isIn ? "member" : "invited" });
}

/** Joins the cohort of a code. Asked twice, it is as if asked once. */
export async function joinCohort(tools: JoinTools, request: CodeRequest): Promise<Result<{ cohortId: string }, JoinRefusal>> {
  const opened = await openCode(tools, request);
  if (!opened.ok) return opened;
  const { id: cohortId, owner } = opened.value;
  const { userId } = request;
  if (owner.id === userId) return err({ code: "own-cohort" });
  return retryTransaction(tools.database, async (transaction) => {
    await lockMembers(transaction, cohortId);
    const isIn = await isMember(transaction, { cohortId, userId });
    if (!isIn && (await countMembers(transaction, cohortId)) >= MEMBERS_MAX) return err({ code: "cohort-is-full" });
    await insertMember(transaction, { cohortId, userId, joinedAt: tools.clock() });
    return ok({ cohortId });
  });
}
