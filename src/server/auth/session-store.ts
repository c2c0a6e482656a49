/** Signed-in browsers: one row each, made at sign-in and deleted at sign-out. A cookie without its row is worth nothing. */
import { randomUUID } from "node:crypto";
import type { Instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";
import { SIGN_OUT_CHANNEL } from "../platform/sign-outs";
import type { Viewer } from "./viewer";

/** A browser that was not seen for this long is signed out. */
export const SESSION_IDLE_MS_MAX = 30 * 86_400_000;
/** Nobody stays signed in longer than this, however often they come. */
export const SESSION_AGE_MS_MAX = 180 * 86_400_000;
/** How often a visit is written down. */
export const SESSION_TOUCH_MS_MIN = 5 * 60_000;
const USER_AGENT_LENGTH_MAX = 300;

type Connection = Database | Transaction;

const endOfSession = (createdAt: number, seenAt: number): Date =>
  new Date(Math.min(seenAt + SESSION_IDLE_MS_MAX, createdAt + SESSION_AGE_MS_MAX));

/** Signs a browser in and returns the session's id. The account's lapsed sessions are swept on the way. */
export async function createSession(
  connection: Connection,
  { userId, userAgent, at }: { userId: string; userAgent: string; at: Instant },
): Promise<string> {
  await connection.authSession.deleteMany({ where: { userId, expiresAt: { lte: new Date(at) } } });
  const { id } = await connection.authSession.create({
    data: {
      id: randomUUID(),
      userId,
      userAgent: userAgent.slice(0, USER_AGENT_LENGTH_MAX),
      createdAt: new Date(at),
      lastSeenAt: new Date(at),
      expiresAt: endOfSession(at, at),
    },
  });
  return id;
}

/**
 * Who this session belongs to, if it still lives; the visit is written down at most every few minutes.
 * A demo account's session sleeps while the demo is off.
 */
export async function findViewer(
  database: Database,
  { sessionId, userId, demo, at }: { sessionId: string; userId: string; demo: boolean; at: Instant },
): Promise<Viewer | null> {
  const session = await database.authSession.findFirst({
    where: { id: sessionId, userId, expiresAt: { gt: new Date(at) } },
    include: { user: true },
  });
  if (session === null || (session.user.isDemo && !demo)) return null;
  if (at - session.lastSeenAt.getTime() >= SESSION_TOUCH_MS_MIN) {
    // updateMany: the row may have been deleted meanwhile, which is no fault.
    await database.authSession.updateMany({
      where: { id: sessionId },
      data: { lastSeenAt: new Date(at), expiresAt: endOfSession(session.createdAt.getTime(), at) },
    });
  }
  const { role, name, email, timeZone, rolloverHour, theme, letterKeys } = session.user;
  return { userId, sessionId, role, name, email, timeZone, rolloverHour, theme, letterKeys };
}

export interface SessionRecord {
  id: string;
  userAgent: string;
  createdAt: number;
  lastSeenAt: number;
}

/** The account's living sessions, the last seen first. */
export async function listSessions(database: Database, userId: string, at: Instant): Promise<SessionRecord[]> {
  const rows = await database.authSession.findMany({
    where: { userId, expiresAt: { gt: new Date(at) } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
  });
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    userAgent,
    createdAt: createdAt.getTime(),
    lastSeenAt: lastSeenAt.getTime(),
  }));
}

/** Ends an account's sessions, all or one or all but one, and tells whatever those browsers hold open elsewhere; returns how many. */
async function endSessions(connection: Connection, userId: string, { only = null, except = null }: { only?: string | null; except?: string | null } = {}): Promise<number> {
  const ended = await connection.$queryRaw<{ id: string }[]>`
    WITH ended AS (
      DELETE FROM auth_session
      WHERE user_id = ${userId} AND (${only}::text IS NULL OR id = ${only}) AND (${except}::text IS NULL OR id <> ${except})
      RETURNING id
    )
    SELECT id FROM ended, pg_notify(${SIGN_OUT_CHANNEL}, ended.id)`;
  return ended.length;
}

/** Signs one browser out. A session of somebody else, or none, is left as it is. */
export async function endSession(connection: Connection, userId: string, sessionId: string): Promise<void> {
  await endSessions(connection, userId, { only: sessionId });
}

/** Signs the account out everywhere but here; returns how many browsers that were. */
export const endOtherSessions = (connection: Connection, userId: string, keptId: string): Promise<number> => endSessions(connection, userId, { except: keptId });

/** Signs the account out everywhere. */
export async function endAllSessions(connection: Connection, userId: string): Promise<void> {
  await endSessions(connection, userId);
}
