/**
 * How often something may be tried, counted in the database so that several web processes count together.
 * Windows are fixed: the first try opens one, and when it ends the count begins anew.
 */
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";
import { type Attempts, countAttempt, returnAttempt } from "./rate-limit-store";

interface RateLimit {
  /** The first part of the row's key. */
  name: string;
  attemptsMax: number;
  windowMs: number;
}

const MINUTE_MS = 60_000;

/** Tries that succeed are given back, so the first two count failures only. */
export const SIGN_IN_PER_EMAIL: RateLimit = { name: "sign-in-email", attemptsMax: 10, windowMs: 15 * MINUTE_MS };
/** Wide enough for a class behind one address. */
export const SIGN_IN_PER_ADDRESS: RateLimit = { name: "sign-in-address", attemptsMax: 60, windowMs: 15 * MINUTE_MS };
export const SIGN_UP_PER_ADDRESS: RateLimit = { name: "sign-up-address", attemptsMax: 60, windowMs: 60 * MINUTE_MS };
export const RESET_PER_ADDRESS: RateLimit = { name: "reset-address", attemptsMax: 30, windowMs: 15 * MINUTE_MS };
/** Messages to one mailbox: resets and sign-in links together. */
export const MAIL_PER_EMAIL: RateLimit = { name: "mail-email", attemptsMax: 4, windowMs: 60 * MINUTE_MS };
export const MAIL_PER_ADDRESS: RateLimit = { name: "mail-address", attemptsMax: 30, windowMs: 60 * MINUTE_MS };
/** Asking for the current password once more, in settings. */
export const PASSWORD_PER_ACCOUNT: RateLimit = { name: "password-account", attemptsMax: 10, windowMs: 15 * MINUTE_MS };
/** Codes of cohorts that there are not: right ones are given back. A class may sit behind one address. */
export const JOIN_CODE_PER_ACCOUNT: RateLimit = { name: "join-code-account", attemptsMax: 10, windowMs: 15 * MINUTE_MS };
export const JOIN_CODE_PER_ADDRESS: RateLimit = { name: "join-code-address", attemptsMax: 60, windowMs: 15 * MINUTE_MS };
/** Looking at an invitation to a room, and using it: a stranger's guesses, not a class behind one address. */
export const INVITATION_PER_ADDRESS: RateLimit = { name: "invitation-address", attemptsMax: 120, windowMs: 15 * MINUTE_MS };
/** Reports of items: somebody who finds much that is wrong is welcome, a script is not. */
export const REPORTS_PER_ACCOUNT: RateLimit = { name: "reports-account", attemptsMax: 30, windowMs: 60 * MINUTE_MS };

/** One limit for one e-mail, address or account. */
export interface Toll {
  limit: RateLimit;
  whom: string;
}

const keyOf = ({ limit, whom }: Toll): string => `${limit.name}:${whom}`;

/**
 * Counts a try at every toll. Returns null if all let it pass, otherwise the time at which to try again.
 * Every toll is counted even if an earlier one refused: trying on while refused does not lengthen a window.
 */
export async function payTolls(database: Database, tolls: readonly Toll[], at: Instant): Promise<Instant | null> {
  let againAt: Instant | null = null;
  for (const toll of tolls) {
    const { attemptsMax, windowMs } = toll.limit;
    const { count, windowEndAt }: Attempts = await countAttempt(database, { key: keyOf(toll), windowMs, countMax: attemptsMax + 1, at });
    if (count > attemptsMax) againAt = instant(Math.max(againAt ?? 0, windowEndAt));
  }
  return againAt;
}

/** Gives a try back that turned out to be honest. */
export async function refundTolls(database: Database, tolls: readonly Toll[]): Promise<void> {
  for (const toll of tolls) await returnAttempt(database, keyOf(toll));
}

/**
 * Whom to count for a network address. A household is given a /64 of IPv6 or more, so that is one address.
 */
export function addressBucket(address: string): string {
  const plain = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "").toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(missing).fill("0"), ...after];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
