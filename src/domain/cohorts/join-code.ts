/** Codes that people type to join a cohort: ten signs of Crockford's base 32, in which no two look alike. */
import { assert } from "../kernel/assert";

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;
const GROUP = 5;

/** How many random bytes a code is made from. */
export const JOIN_CODE_BYTES = LENGTH;

/** A code of 50 random bits. Each byte gives five of them, so every sign is equally likely. */
export function joinCodeFrom(bytes: Uint8Array): string {
  assert(bytes.length === JOIN_CODE_BYTES, `a code is made from ${JOIN_CODE_BYTES} bytes`);
  return [...bytes].map((byte) => SIGNS[byte % SIGNS.length]).join("");
}

/** "K7QF2-M9XR4": as it is shown and read out. */
export const spellJoinCode = (code: string): string => `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;

/** What somebody typed, as it is kept: without dashes and spaces, in capitals, look-alikes as what they stand for. Null: no code. */
export function readJoinCode(typed: string): string | null {
  const code = typed.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1");
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}
