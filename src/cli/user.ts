/**
 * Makes the first admin, sets roles, hands out one-time links that set a password. For who runs the server;
 * scripts/user.js gives it the embedded database's DATABASE_URL.
 *
 *   npm run --silent user -- create <email> [--role admin] [--name "Mara Lindqvist"]
 *   npm run --silent user -- role <email> <learner|instructor|admin>
 *   npm run --silent user -- reset-link <email>
 */
import { parseArgs } from "node:util";
import { Role } from "@/contracts/accounts/accounts";
import { NAME_LENGTH_MAX } from "@/contracts/accounts/limits";
import { Email } from "@/contracts/accounts/sign-in";
import { instant } from "@/domain/kernel/instant";
import { createAccount, createResetLink, findAccountId, resetPath, setRole, type Sql } from "@/server/accounts/operator-store";

const USAGE = `Usage:
  user create <email> [--role learner|instructor|admin] [--name <name>]
      makes an account and prints a link that sets its password
  user role <email> <learner|instructor|admin>
      changes what an account may do and signs it out everywhere
  user reset-link <email>
      prints a link that sets a new password

A link works once, within 24 hours. DATABASE_URL names the database; PUBLIC_URL the address in links.`;

/** A failure that was foreseen: one line for the reader. */
class Foreseen extends Error {}
class WrongUse extends Foreseen {}

const emailOf = (typed: string | undefined): string => {
  const email = Email.safeParse(typed ?? "");
  if (!email.success) throw new WrongUse(`"${typed ?? ""}" is no e-mail address, such as mara@example.org.`);
  return email.data;
};

const roleOf = (typed: string | undefined): Role => {
  const role = Role.safeParse(typed);
  if (!role.success) throw new WrongUse(`"${typed ?? ""}" is no role. The roles are ${Role.options.join(", ")}.`);
  return role.data;
};

const nobody = (email: string) => new Foreseen(`There is no account ${email}. Nothing was changed. "create" makes one.`);

/** The command line is nobody's account; the audit writes null. */
const deed = () => ({ actorId: null, at: instant(Date.now()) });

async function linkFor(sql: Sql, accountId: string): Promise<string> {
  const link = await createResetLink(sql, deed(), accountId);
  if (!link.ok) throw new Foreseen("A demo account has no password. Nothing was changed.");
  const site = process.env.PUBLIC_URL || `http://localhost:${process.env.PORT || "3000"}`;
  return new URL(resetPath(link.value.token), site).href;
}

type Work = (sql: Sql) => Promise<string>;

function workOf([command, email, role]: readonly string[], options: { role?: string | undefined; name?: string | undefined }): Work {
  const who = emailOf(email);
  if (command === "create") {
    const account = { email: who, role: roleOf(options.role ?? "learner"), name: (options.name ?? "").trim().slice(0, NAME_LENGTH_MAX) };
    return async (sql) => {
      const made = await createAccount(sql, deed(), account);
      if (!made.ok) throw new Foreseen(`There is an account ${who} already. Nothing was changed. "role" changes its role, "reset-link" lets it set a password.`);
      return linkFor(sql, made.value);
    };
  }
  if (command === "role") {
    const wanted = roleOf(role);
    return async (sql) => {
      const accountId = await findAccountId(sql, who);
      if (accountId === null) throw nobody(who);
      const set = await setRole(sql, deed(), { accountId, role: wanted });
      if (!set.ok) throw new Foreseen(set.error.code === "last-admin" ? `${who} is the last admin. Nothing was changed. Make another admin first.` : nobody(who).message);
      return set.value.changed ? `${who} is ${wanted} now, and was signed out everywhere.` : `${who} is ${wanted} already.`;
    };
  }
  return async (sql) => {
    const accountId = await findAccountId(sql, who);
    if (accountId === null) throw nobody(who);
    return linkFor(sql, accountId);
  };
}

const OPERANDS: Record<string, number> = { create: 2, role: 3, "reset-link": 2 };

function parse(argv: readonly string[]): Work | null {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { role: { type: "string" }, name: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  if (values.help) return null;
  const command = positionals[0] ?? "";
  if (!(command in OPERANDS)) throw new WrongUse(command === "" ? "Say what to do." : `There is no command "${command}".`);
  if (positionals.length !== OPERANDS[command]) throw new WrongUse(`"${command}" takes ${(OPERANDS[command] ?? 0) - 1} argument(s) and got ${positionals.length - 1}.`);
  if (command !== "create" && (values.role !== undefined || values.name !== undefined)) throw new WrongUse("--role and --name belong to create.");
  return workOf(positionals, values);
}

/** Runs the work in one transaction: refused work leaves nothing behind. */
async function inDatabase(work: Work): Promise<string> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Foreseen("DATABASE_URL is not set. Use npm run user, or set it, e.g. postgresql://quorum:secret@db:5432/quorum.");
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
  } catch (error) {
    throw new Foreseen(`The database cannot be reached: ${error instanceof Error ? error.message || error.name : String(error)}. Start it, or correct DATABASE_URL.`);
  }
  try {
    await client.query("BEGIN");
    const answer = await work(async (text, values) => (await client.query<Record<string, unknown>>(text, [...values])).rows);
    await client.query("COMMIT");
    return answer;
  } finally {
    // Without the commit above, closing takes everything back.
    await client.end();
  }
}

try {
  const work = parse(process.argv.slice(2));
  console.log(work === null ? USAGE : await inDatabase(work));
} catch (error) {
  if (!(error instanceof Foreseen)) throw error;
  console.error(error instanceof WrongUse ? `${error.message}\n\n${USAGE}` : error.message);
  process.exitCode = 1;
}
