/** Lost updates: several committed transactions read one version of a key and wrote it (Elle's reading of Adya's H-lu). */
import type { Json } from "../../simulator/message";
import { type Identity, identity } from "../identity";
import type { Transaction } from "./transaction";

export interface LostUpdate {
  readonly key: Json;
  readonly version: Json;
  /** Indices of two transactions or more. */
  readonly transactions: readonly number[];
}

/** Only the first read of a key counts, and only if the transaction wrote the key after it. */
export function lostUpdates(transactions: readonly Transaction[]): LostUpdate[] {
  const byVersion = new Map<Identity, Map<Identity, { key: Json; version: Json; transactions: number[] }>>();
  transactions.forEach(({ type, micro }, index) => {
    if (type !== "ok") return;
    const reads = new Map<Identity, Json>();
    const written = new Set<Identity>();
    for (const { f, key, value } of micro) {
      const id = identity(key);
      if (f === "r") {
        if (!reads.has(id)) reads.set(id, value);
        continue;
      }
      const version = reads.get(id);
      if (written.has(id)) continue;
      written.add(id);
      if (version === undefined) {
        // A blind write: what it reads later is its own.
        reads.set(id, value);
        continue;
      }
      const versions = byVersion.get(id) ?? new Map<Identity, { key: Json; version: Json; transactions: number[] }>();
      byVersion.set(id, versions);
      const versionId = identity(version);
      const group = versions.get(versionId) ?? { key, version, transactions: [] };
      versions.set(versionId, group);
      group.transactions.push(index);
    }
  });
  return [...byVersion.values()].flatMap((versions) => [...versions.values()].filter((group) => group.transactions.length > 1));
}
