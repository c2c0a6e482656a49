/** Runs of words as short hashes: enough to find a copied sentence, too little to read the source from. */
import { createHash } from "node:crypto";
import type { ShinglesFile } from "@/contracts/content/inventory-file";
import { runsOf, wordsOf } from "./text";

export const SHINGLE_WORDS = 8;
const SHINGLE_BITS = 48;
const BYTES = SHINGLE_BITS / 8;

/** The hash of one run of words: the first 48 bits of its SHA-256. */
export function hashRun(run: string): number {
  return createHash("sha256").update(run).digest().readUIntBE(0, BYTES);
}

/** Packs the hashes of all runs of the given documents. */
export function makeShingles(documents: readonly { readonly name: string; readonly text: string }[]): ShinglesFile {
  const hashes = new Set(documents.flatMap(({ text }) => runsOf(wordsOf(text), SHINGLE_WORDS).map(hashRun)));
  const packed = Buffer.alloc(hashes.size * BYTES);
  [...hashes].sort((one, other) => one - other).forEach((hash, index) => packed.writeUIntBE(hash, index * BYTES, BYTES));
  return {
    words: SHINGLE_WORDS,
    bits: SHINGLE_BITS,
    documents: documents.map(({ name }) => name),
    hashes: packed.toString("base64"),
  };
}

/** The hashes of a file as a set. */
export function unpackShingles(file: ShinglesFile): ReadonlySet<number> {
  const packed = Buffer.from(file.hashes, "base64");
  const hashes = new Set<number>();
  for (let at = 0; at + BYTES <= packed.length; at += BYTES) hashes.add(packed.readUIntBE(at, BYTES));
  return hashes;
}
