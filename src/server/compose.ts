/** The one place where real parts are put together and handed to the verbs. */
import type { Catalog } from "./catalog/catalog";
import { loadCatalog } from "./catalog/catalog";
import type { BringCardsForward } from "./exercises/bring-cards-forward";
import { openRunChanges, type RunChanges } from "./labs/run-changes";
import { type Clock, systemClock } from "./platform/clock";
import { type Database, database } from "./platform/database";
import { env } from "./platform/env";
import { bringCardsForward } from "./review/bring-forward";

export interface Tools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
  /** What a wrong answer, or a failed check of a lab, does to its cards: the wish of those slices, granted by review. */
  bringCardsForward: BringCardsForward;
  /** Tells those who watch a run that the judge has written. */
  runChanges: RunChanges;
}

// Next bundles route handlers and pages apart; the process reads content/ once for all of them.
const shared = globalThis as typeof globalThis & { quorumTools?: Tools };

export const tools = (): Tools =>
  (shared.quorumTools ??= {
    clock: systemClock,
    database: database(),
    catalog: loadCatalog(env().CONTENT_DIR),
    bringCardsForward,
    runChanges: openRunChanges(() => env().DATABASE_URL),
  });
