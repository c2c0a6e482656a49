/** The one place where real parts are put together and handed to the verbs. */
import { type Catalog, type Content, openContent } from "./catalog/catalog";
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
  /** The files behind the catalogue, for their authors; absent where nobody writes content. */
  content?: Content;
  /** What a wrong answer, or a failed check of a lab, does to its cards: the wish of those slices, granted by review. */
  bringCardsForward: BringCardsForward;
  /** Tells those who watch a run that the judge has written. */
  runChanges: RunChanges;
}

// Next bundles route handlers and pages apart; the process reads content/ once for all of them.
const shared = globalThis as typeof globalThis & { quorumTools?: Tools };

export const tools = (): Tools => (shared.quorumTools ??= makeTools());

function makeTools(): Tools {
  const { CONTENT_DIR, NODE_ENV } = env();
  const content = openContent(CONTENT_DIR, { follow: NODE_ENV === "development" });
  return {
    clock: systemClock,
    database: database(),
    catalog: content.catalog,
    content,
    bringCardsForward,
    runChanges: openRunChanges(() => env().DATABASE_URL),
  };
}
