/** The addresses of cohorts, and of what an instructor sees of a learner. */
export const cohortHref = (cohortId: string): string => `/teach/${cohortId}`;
export const learnersHref = (cohortId: string): string => `${cohortHref(cohortId)}/learners`;
export const learnerHref = (cohortId: string, learnerId: string): string => `${learnersHref(cohortId)}/${learnerId}`;
export const learnerRunHref = (cohortId: string, learnerId: string, runId: string): string => `${learnerHref(cohortId, learnerId)}/runs/${runId}`;
export const learnerAttemptHref = (cohortId: string, learnerId: string, attemptId: string): string => `${learnerHref(cohortId, learnerId)}/attempts/${attemptId}`;
export const csvHref = (cohortId: string): string => `${cohortHref(cohortId)}/csv`;
/** What an instructor sends to learners. */
export const joinHref = (code: string): string => `/join/${code}`;
export const assignmentsHref = (cohortId: string): string => `${cohortHref(cohortId)}/assignments`;
export const giveHref = (cohortId: string): string => `${assignmentsHref(cohortId)}/new`;
export const resultsHref = (cohortId: string, assignmentId: string): string => `${assignmentsHref(cohortId)}/${assignmentId}`;
export const resultsCsvHref = (cohortId: string, assignmentId: string): string => `${resultsHref(cohortId, assignmentId)}/csv`;
export const assignmentItemsHref = (cohortId: string, assignmentId: string): string => `${resultsHref(cohortId, assignmentId)}/items`;
