/** Fills the demo cohort, a learner at a time, so that a stop loses at most the one that is under way. */
import type { Instant } from "../../src/domain/kernel/instant";
import type { Catalog } from "../../src/server/catalog/catalog";
import type { Database } from "../../src/server/platform/database";
import { retryTransaction } from "../../src/server/platform/retry-transaction";
import { assignedNow } from "./assigned";
import { CHARACTERS } from "./characters";
import { demoLearnerEmail, ensureAssigned, ensureDemoCohort, insertPlayed, listAssigned, playedEmails } from "./demo-store";
import type { JudgeProgram } from "./judge-programs";
import { playLearner } from "./play-learner";

/** Some hundred statements for a learner, from a process that gives way to everything else. */
const WRITE_MS = 300_000;

interface PlayTools {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly now: Instant;
  readonly judge: JudgeProgram;
  readonly stop: AbortSignal;
}

/**
 * Plays who is missing, those without lab runs first: they are there within seconds. Gives back how many it played.
 * @throws the signal's reason when it is aborted
 */
export async function playCohort({ database, catalog, now, judge, stop }: PlayTools): Promise<number> {
  if ((await ensureDemoCohort(database, now)) === null) return 0;
  const there = await playedEmails(database, CHARACTERS.map(demoLearnerEmail));
  // A cohort that was played before there were assignments stays without: nobody would have answered.
  if (there.size === 0) await ensureAssigned(database, assignedNow(catalog, now));
  const assigned = await listAssigned(database);
  const missing = CHARACTERS.filter((character) => !there.has(demoLearnerEmail(character))).sort((a, b) => a.runs.length - b.runs.length);
  let played = 0;
  for (const character of missing) {
    const learner = await playLearner(character, { catalog, now, assigned, judge, stop });
    await retryTransaction(database, (transaction) => insertPlayed(transaction, character, learner, now), { timeout: WRITE_MS });
    played += 1;
  }
  return played;
}
