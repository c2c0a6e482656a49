/**
 * What an admin and the command line do to an account: roles and reset links, each written down in the audit.
 * In SQL through a port of one function, because the command line has no generated client; both callers run it
 * inside a transaction of theirs.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@/contracts/accounts/accounts";
import { type Instant, instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";

/** Runs one statement with its values ($1, $2 ...) and gives its rows. */
export type Sql = (text: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

/** Who does it: an admin's account, or null for the command line. */
interface Deed {
  actorId: string | null;
  at: Instant;
}

export const RESET_LINK_MS_MAX = 24 * 3_600_000;

/** Only this is kept of a link's token: who reads the database cannot use it. */
export const tokenHashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

const audit = (sql: Sql, { actorId, at }: Deed, action: string, subjectId: string, detail: Record<string, unknown>) =>
  sql(`INSERT INTO audit_event (at, actor_id, action, subject_id, detail) VALUES ($1::timestamptz, $2::text, $3::text, $4::text, $5::jsonb)`, [
    new Date(at).toISOString(),
    actorId,
    action,
    subjectId,
    JSON.stringify(detail),
  ]);

/** The id of the account with this e-mail (lower case). */
export async function findAccountId(sql: Sql, email: string): Promise<string | null> {
  const [row] = await sql(`SELECT id FROM "user" WHERE email = $1::text`, [email]);
  return row === undefined ? null : String(row.id);
}

/** Makes an account without a password; a reset link lets its owner set one. */
export async function createAccount(
  sql: Sql,
  deed: Deed,
  { email, name, role }: { email: string; name: string; role: Role },
): Promise<Result<string, { code: "email-taken" }>> {
  const [row] = await sql(
    `INSERT INTO "user" (id, email, name, role) VALUES ($1::text, $2::text, $3::text, $4::"Role") ON CONFLICT (email) DO NOTHING RETURNING id`,
    [randomUUID(), email, name, role],
  );
  if (row === undefined) return err({ code: "email-taken" });
  await audit(sql, deed, "account-created", String(row.id), { role });
  return ok(String(row.id));
}

export type RoleRefusal = { code: "no-such-account" } | { code: "last-admin" };

/** Changes what an account may do and signs it out everywhere, so that no open page keeps the old role. */
export async function setRole(
  sql: Sql,
  deed: Deed,
  { accountId, role }: { accountId: string; role: Role },
): Promise<Result<{ changed: boolean }, RoleRefusal>> {
  // Two admins who demote each other at once must wait for one another here.
  const admins = await sql(`SELECT id FROM "user" WHERE role = 'admin' ORDER BY id FOR UPDATE`, []);
  const [account] = await sql(`SELECT role FROM "user" WHERE id = $1::text FOR UPDATE`, [accountId]);
  if (account === undefined) return err({ code: "no-such-account" });
  if (account.role === role) return ok({ changed: false });
  if (account.role === "admin" && admins.length === 1) return err({ code: "last-admin" });

  await sql(`UPDATE "user" SET role = $2::"Role" WHERE id = $1::text`, [accountId, role]);
  await sql(`DELETE FROM auth_session WHERE user_id = $1::text`, [accountId]);
  await audit(sql, deed, "role-changed", accountId, { from: account.role, to: role });
  return ok({ changed: true });
}

export type ResetLinkRefusal = { code: "no-such-account" } | { code: "demo-account" };

export interface ResetLink {
  /** 32 random bytes in base64url, told once. */
  token: string;
  expiresAt: Instant;
}

/** Makes a one-time link that sets a new password; links made before stop working. */
export async function createResetLink(sql: Sql, deed: Deed, accountId: string): Promise<Result<ResetLink, ResetLinkRefusal>> {
  const [account] = await sql(`SELECT is_demo FROM "user" WHERE id = $1::text FOR UPDATE`, [accountId]);
  if (account === undefined) return err({ code: "no-such-account" });
  if (account.is_demo === true) return err({ code: "demo-account" });

  const token = randomBytes(32).toString("base64url");
  const expiresAt = instant(deed.at + RESET_LINK_MS_MAX);
  await sql(`DELETE FROM reset_link WHERE user_id = $1::text`, [accountId]);
  await sql(`INSERT INTO reset_link (token_hash, user_id, expires_at) VALUES ($1::text, $2::text, $3::timestamptz)`, [
    tokenHashOf(token),
    accountId,
    new Date(expiresAt).toISOString(),
  ]);
  await audit(sql, deed, "reset-link-created", accountId, {});
  return ok({ token, expiresAt });
}

/** The page that a link opens. */
export const resetPath = (token: string): string => `/reset/${token}`;
