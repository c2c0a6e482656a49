/**
 * Passwords are kept as scrypt hashes: `scrypt$N$r$p$salt$key`, salt and key in base64url.
 * Cost after RFC 7914 and OWASP's password storage sheet; one hash takes 128 MB for about a third of a second.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { turnstile } from "./turnstile";

interface Cost {
  N: number;
  r: number;
  p: number;
}
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
/** What a stored hash may ask for at most: a row that was tampered with must not exhaust the memory. */
const BLOCKS_MAX = 2 ** 21;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export const HASHES_AT_ONCE_MAX = 2;
export const HASHES_WAITING_MAX = 32;
const gate = turnstile({ insideMax: HASHES_AT_ONCE_MAX, waitingMax: HASHES_WAITING_MAX });

const derive = (password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> =>
  gate.pass(
    () =>
      new Promise((resolve, reject) => {
        // The same password typed on another keyboard may be composed of other code points.
        const text = password.normalize("NFKC");
        scrypt(text, salt, KEY_BYTES, { N, r, p, maxmem: 129 * N * r + 1024 * r * p }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );

const written = ({ N, r, p }: Cost, salt: Buffer, key: Buffer): string =>
  ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");

/** Rejects with TurnstileFull when too many passwords are being checked at once. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(COST, salt, await derive(password, salt, COST));
}

/** A hash that no password has: checking against it takes as long as checking against a real one. */
const NOBODY = written(COST, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));

/**
 * Whether this is the password. Without a hash it takes the same time and says no, so that time does not
 * tell whether an account exists. Rejects with TurnstileFull when too many are being checked at once.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [kind, N, r, p, salt, key] = (hash ?? NOBODY).split("$");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (kind !== "scrypt" || !salt || !key || !(cost.N * cost.r * cost.p <= BLOCKS_MAX)) {
    throw new Error("a stored password hash is not in our format");
  }
  const expected = Buffer.from(key, "base64url");
  const derived = await derive(password, Buffer.from(salt, "base64url"), cost);
  return expected.length === derived.length && timingSafeEqual(derived, expected) && hash !== null;
}
