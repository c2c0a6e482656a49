// The reference of every lab on its 32 pinned seeds, in two processes of the judge at once and in a third one after
// they are gone: each gives the run that was pinned, byte for byte.
import { expect, test } from "vitest";
import { hashesInThree, pinnedHashes } from "../support/fence-hashes";
import { lineFault, sameHashLines, writeLine } from "./table";

const SEEDS = 32;

test.each(sameHashLines())("%s", async (line) => {
  if (lineFault(line) === null) return;
  const lab = line.slice(line.indexOf("/") + 1);
  const expected = pinnedHashes(lab, SEEDS);
  expect(expected).toHaveLength(SEEDS);
  const processes = await hashesInThree(lab, SEEDS);
  for (const hashes of processes) expect(hashes).toEqual(expected);
  writeLine(line, { seedsPlayed: SEEDS, processes: processes.length });
});
