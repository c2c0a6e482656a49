import type { CohortSummary } from "@/contracts/cohorts/cohorts";
import { spellJoinCode } from "@/domain/cohorts/join-code";
import type { Instant } from "@/domain/kernel/instant";
import type { StoredCohort } from "./cohort-store";

/** How somebody is called: accounts that came through a provider may have told no name. */
export const nameOf = ({ name, email }: { name: string; email: string }): string => (name.trim() === "" ? email : name);

export const isCodeAlive = ({ codeExpiresAt, archivedAt }: StoredCohort, now: Instant): boolean => archivedAt === null && codeExpiresAt > now;

export function presentCohort(cohort: StoredCohort, { viewerId, now }: { viewerId: string; now: Instant }): CohortSummary {
  const { id, name, owner, members, createdAt, archivedAt, joinCode, codeExpiresAt } = cohort;
  return {
    id,
    name,
    instructor: nameOf(owner),
    isOwn: owner.id === viewerId,
    members,
    createdAt,
    archivedAt,
    code: isCodeAlive(cohort, now) ? { spelt: spellJoinCode(joinCode), expiresAt: codeExpiresAt } : null,
  };
}
