/** The one door to the database: a Prisma client a process, and the transaction type that stores take. */
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { env } from "./env";

export type Database = PrismaClient;
/** A running transaction: what a store needs so that several stores can write together. */
export type Transaction = Prisma.TransactionClient;

const CONNECTIONS_MAX = 16;
/** How long a burst may queue for a connection, and how long one transaction may take. Prisma's own two and five seconds are too few on a busy machine. */
const TRANSACTION_TIMES = { maxWait: 20_000, timeout: 30_000 };

export const openDatabase = (connectionString: string): Database =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, max: CONNECTIONS_MAX }), transactionOptions: TRANSACTION_TIMES });

// Next bundles route handlers and pages apart; the process keeps one client for all of them.
const shared = globalThis as typeof globalThis & { quorumDatabase?: Database };
export const database = (): Database => (shared.quorumDatabase ??= openDatabase(env().DATABASE_URL));

/** True for "this key exists already" (PostgreSQL 23505), the answer to a repeated insert. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
