/** What is handed out once and kept as a hash: tokens of invitations, keys of guests. And the ids of rooms. */
import { createHash, randomBytes, randomInt } from "node:crypto";

const SECRET_BYTES = 32;

/** 43 characters that fit into an address or a cookie. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Without vowels no words come about. */
const LETTERS = "bcdfghjkmnpqrstvwxz";
const PARTS = [3, 4, 3];

/** "kfw-mxqt-brz": one of 6 million million, to be read out. Knowing it opens nothing. */
export const newRoomId = (): string =>
  PARTS.map((length) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("")).join("-");
