import { createHash } from "node:crypto";

/** What names a program: SHA-256 of its source text as it was submitted, in UTF-8, as hex. */
export const programHash = (source: string): string => createHash("sha256").update(source, "utf8").digest("hex");
