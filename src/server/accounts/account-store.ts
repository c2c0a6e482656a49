/** Accounts as the database keeps them: nothing of a row leaves but what is named here. */
import { randomUUID } from "node:crypto";
import type { AccountRow, Role, Theme } from "@/contracts/accounts/accounts";
import { ACCOUNTS_PER_PAGE } from "@/contracts/accounts/accounts";
import { type Instant, instant } from "@/domain/kernel/instant";
import { type Database, isDuplicateKey, type Transaction } from "../platform/database";
import type { Sql } from "./operator-store";

type Connection = Database | Transaction;

/** The port of operator-store.ts on a running transaction. */
export const sqlOf =
  (tx: Transaction): Sql =>
  (text, values) =>
    tx.$queryRawUnsafe(text, ...values);

export interface AccountSettings {
  email: string;
  name: string;
  role: Role;
  isDemo: boolean;
  hasPassword: boolean;
  theme: Theme;
  letterKeys: boolean;
  timeZone: string | null;
  rolloverHour: number;
  newPerDay: number;
  desiredRetention: number;
  planId: string | null;
}

export async function getSettings(database: Database, userId: string): Promise<AccountSettings> {
  const { passwordHash, ...settings } = await database.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      name: true,
      role: true,
      isDemo: true,
      passwordHash: true,
      theme: true,
      letterKeys: true,
      timeZone: true,
      rolloverHour: true,
      newPerDay: true,
      desiredRetention: true,
      planId: true,
    },
  });
  return { ...settings, hasPassword: passwordHash !== null };
}

/** False if the e-mail belongs to an account already. */
export async function insertAccount(
  database: Database,
  account: { email: string; name: string; passwordHash: string; timeZone: string | null },
): Promise<boolean> {
  try {
    await database.user.create({ data: { id: randomUUID(), ...account } });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Demo accounts that are missing are made; an ordinary account that took such an address is left alone. */
export async function insertDemoAccounts(database: Database, accounts: { email: string; name: string; role: Role }[]): Promise<void> {
  await database.user.createMany({
    data: accounts.map((account) => ({ id: randomUUID(), isDemo: true, ...account })),
    skipDuplicates: true,
  });
}

type OwnChoices = Partial<Pick<AccountSettings, "name" | "theme" | "letterKeys" | "rolloverHour" | "newPerDay" | "desiredRetention">> & {
  timeZone?: string;
};

export async function updateAccount(connection: Connection, userId: string, choices: OwnChoices): Promise<void> {
  await connection.user.update({ where: { id: userId }, data: choices, select: { id: true } });
}

/** Keeps the zone that a browser tells unless one is set: the first browser decides, the owner may change it. */
export async function setFirstTimeZone(database: Database, userId: string, timeZone: string): Promise<void> {
  await database.user.updateMany({ where: { id: userId, timeZone: null }, data: { timeZone } });
}

export interface PasswordState {
  email: string;
  isDemo: boolean;
  passwordHash: string | null;
}

export const getPasswordState = (connection: Connection, userId: string): Promise<PasswordState> =>
  connection.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, isDemo: true, passwordHash: true } });

export async function setPasswordHash(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
  // A link that was asked for with the old password must not undo the new one.
  await tx.resetLink.deleteMany({ where: { userId, usedAt: null } });
}

export interface OpenResetLink {
  userId: string;
  email: string;
}

/** The account of a link that was not used and has not expired. */
export async function findOpenResetLink(database: Database, tokenHash: string, at: Instant): Promise<OpenResetLink | null> {
  const link = await database.resetLink.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: new Date(at) } },
    select: { userId: true, user: { select: { email: true } } },
  });
  return link === null ? null : { userId: link.userId, email: link.user.email };
}

/** Uses a link up; false if somebody else was faster or its time is over. */
export async function consumeResetLink(tx: Transaction, tokenHash: string, at: Instant): Promise<boolean> {
  const { count } = await tx.resetLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: new Date(at) } },
    data: { usedAt: new Date(at) },
  });
  return count === 1;
}

/** Whoever was given a link, by mail or by an admin, has been shown to own the address. */
export async function markEmailProven(tx: Transaction, userId: string, at: Instant): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, emailVerified: null }, data: { emailVerified: new Date(at) } });
}

/** False if it is the last admin. What belongs to the account goes with it; the audit keeps its id. */
export async function deleteAccountRow(tx: Transaction, userId: string, at: Instant): Promise<boolean> {
  const admins = await sqlOf(tx)(`SELECT id FROM "user" WHERE role = 'admin' ORDER BY id FOR UPDATE`, []);
  if (admins.length === 1 && admins[0]?.id === userId) return false;
  await tx.user.delete({ where: { id: userId }, select: { id: true } });
  await tx.auditEvent.create({ data: { at: new Date(at), actorId: userId, action: "account-deleted", subjectId: userId }, select: { id: true } });
  return true;
}

/** Prisma hands the text to LIKE as it is: what it means as a sign must be said. */
const literally = (search: string): string => search.replace(/[\\%_]/g, "\\$&");

/** One page of accounts in the order of their e-mails, and the cursor of the next. */
export async function listAccountPage(
  database: Database,
  { search, after, at }: { search: string; after: string | null; at: Instant },
): Promise<{ accounts: AccountRow[]; nextCursor: string | null }> {
  const rows = await database.user.findMany({
    where: {
      ...(after === null ? {} : { email: { gt: after } }),
      ...(search === "" ? {} : { OR: [{ email: { contains: literally(search), mode: "insensitive" } }, { name: { contains: literally(search), mode: "insensitive" } }] }),
    },
    orderBy: { email: "asc" },
    take: ACCOUNTS_PER_PAGE + 1,
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      isDemo: true,
      createdAt: true,
      sessions: { where: { expiresAt: { gt: new Date(at) } }, orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    },
  });
  const page = rows.slice(0, ACCOUNTS_PER_PAGE);
  return {
    accounts: page.map(({ sessions, createdAt, ...account }) => ({
      ...account,
      createdAt: createdAt.getTime(),
      lastSeenAt: sessions[0] === undefined ? null : instant(sessions[0].lastSeenAt.getTime()),
    })),
    nextCursor: rows.length > ACCOUNTS_PER_PAGE ? (page.at(-1)?.email ?? null) : null,
  };
}
