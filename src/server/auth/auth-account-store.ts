/**
 * How next-auth reads and makes accounts. Written here instead of taken from @auth/prisma-adapter: that one keeps the
 * provider's tokens, which nothing of ours needs, and fails on a provider that sends a field it has no column for.
 */
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { endAllSessions } from "./session-store";

/** What next-auth may know of an account. */
const known = { id: true, email: true, name: true, emailVerified: true } as const;

export interface SignInAccount {
  id: string;
  passwordHash: string | null;
}

export const findSignInAccount = (database: Database, email: string): Promise<SignInAccount | null> =>
  database.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });

/** A demo account by its address; null if that address belongs to an ordinary account. */
export const findDemoAccount = (database: Database, email: string): Promise<{ id: string } | null> =>
  database.user.findUnique({ where: { email, isDemo: true }, select: { id: true } });

/**
 * A mailbox proves who owns an address. Whoever used the address before without proof, with a password of their own
 * or from a browser that is still signed in, is shut out.
 */
const proveEmail = (database: Database, id: string, at: Date): Promise<AdapterUser> =>
  database.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id, emailVerified: null }, data: { emailVerified: at, passwordHash: null } });
    if (count > 0) await endAllSessions(tx, id);
    return tx.user.findUniqueOrThrow({ where: { id }, select: known });
  });

/** next-auth's adapter, as far as sign-in by provider and by mail need it. Sessions are not its business: session-store.ts. */
export const authAdapter = (database: Database, clock: Clock): Adapter => ({
  getUser: (id) => database.user.findUnique({ where: { id }, select: known }),
  getUserByEmail: (email) => database.user.findUnique({ where: { email: email.toLowerCase() }, select: known }),
  getUserByAccount: async ({ provider, providerAccountId }) => {
    const account = await database.account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      select: { user: { select: known } },
    });
    return account?.user ?? null;
  },
  // Only addresses that a provider or a mailbox vouches for come here: providers.ts drops the others.
  createUser: ({ email, name }: Omit<AdapterUser, "id">) =>
    database.user.create({ data: { email: email.toLowerCase(), name: name ?? "", emailVerified: new Date(clock()) }, select: known }),
  updateUser: ({ id }) => proveEmail(database, id, new Date(clock())),
  linkAccount: async ({ userId, type, provider, providerAccountId }: AdapterAccount) => {
    await database.account.create({ data: { userId, type, provider, providerAccountId } });
  },
  createVerificationToken: async (token) => {
    await database.verificationToken.deleteMany({ where: { expires: { lt: new Date(clock()) } } });
    return database.verificationToken.create({ data: token });
  },
  // Of two that come with the same link at once, one deletes the row.
  useVerificationToken: async ({ identifier, token }) => {
    const row = await database.verificationToken.findUnique({ where: { identifier_token: { identifier, token } } });
    const { count } = await database.verificationToken.deleteMany({ where: { identifier, token } });
    return count === 0 ? null : row;
  },
});
