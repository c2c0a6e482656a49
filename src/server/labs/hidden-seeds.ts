/** The seeds of submissions: the same for everybody on this installation, and known to nobody outside of it. */
import { createHmac, hkdfSync } from "node:crypto";

/** Parts the key of the seeds from everything else that is made of the same secret. */
const LABEL = "lab-seeds";
const KEY_BYTES = 32;

export interface HiddenSeed {
  /** 1 ... count: all that a learner gets to see of it */
  readonly n: number;
  readonly seed: string;
}

/** The first `count` seeds of a lab's version. */
export function hiddenSeeds(authSecret: string, { labId, labVersion, count }: { labId: string; labVersion: number; count: number }): HiddenSeed[] {
  const key = Buffer.from(hkdfSync("sha256", authSecret, "", LABEL, KEY_BYTES));
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    return { n, seed: createHmac("sha256", key).update(`${labId}\n${labVersion}\n${n}`).digest("hex") };
  });
}
