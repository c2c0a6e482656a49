/** Maelstrom's envelope and error codes (jepsen-io/maelstrom, doc/protocol.md and resources/errors.edn). */

/** A value that JSON can carry. What nodes send is parsed from JSON text, so it can be nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a message says. `msg_id` asks for a reply, `in_reply_to` is one. */
export interface Body {
  readonly type: string;
  readonly msg_id?: number;
  readonly in_reply_to?: number;
  readonly [key: string]: Json | undefined;
}

/** The type of a message, or "" where it has none that is a text: programs may send any JSON. */
export function typeOf(body: Json): string {
  const type = typeof body === "object" && body !== null ? (body as { readonly [key: string]: Json })["type"] : undefined;
  return typeof type === "string" ? type : "";
}

/** "n1", "n2" … are nodes of the cluster, "c1", "c2" … its clients. */
export type Address = string;

export interface ErrorCode {
  readonly code: number;
  readonly name: string;
  /** Definite: the operation certainly did not happen. Indefinite: it may have happened, or may yet. */
  readonly definite: boolean;
}

const code = (number: number, name: string, definite = true): ErrorCode => ({ code: number, name, definite });

export const ERROR_CODES: readonly ErrorCode[] = [
  code(0, "timeout", false),
  code(1, "node-not-found"),
  code(10, "not-supported"),
  code(11, "temporarily-unavailable"),
  code(12, "malformed-request"),
  code(13, "crash", false),
  code(14, "abort"),
  code(20, "key-does-not-exist"),
  code(21, "key-already-exists"),
  code(22, "precondition-failed"),
  code(30, "txn-conflict"),
];

const DEFINITE = new Set(ERROR_CODES.filter(({ definite }) => definite).map((entry) => entry.code));

/** Codes that are not in the list (1000 and above are the program's own) are indefinite. */
export const isDefinite = (errorCode: number): boolean => DEFINITE.has(errorCode);
