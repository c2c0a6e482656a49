/** How processes that have no door of their own learn that a browser was signed out. */
import type { Database } from "./database";

/** Told, with a session's id, when the session has ended. */
export const SIGN_OUT_CHANNEL = "signed_out";

/** Of these sessions those that live. What was told on the channel may have been missed, and some end without a word. */
export async function livingSessions(database: Database, sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM auth_session WHERE id = ANY(${[...sessionIds]}) AND expires_at > clock_timestamp()`;
  return new Set(rows.map(({ id }) => id));
}
