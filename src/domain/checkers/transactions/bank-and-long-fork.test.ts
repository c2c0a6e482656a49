import { describe, expect, test } from "vitest";
import { inTurn, paired, runDatabase, together } from "../../../../tests/support/transaction-histories";
import { random } from "../../kernel/seeded-random";
import type { Json } from "../../simulator/message";
import type { HistoryEvent } from "../history/operations";
import { checkBank, type BankOptions } from "./bank";
import { checkLongFork } from "./long-fork";

const reads = (...values: readonly Json[]) =>
  paired(values.flatMap((value, process): HistoryEvent[] => [{ process, type: "invoke", f: "read", value: null }, { process, type: "ok", f: "read", value }]));
const bank = (options: BankOptions, ...values: readonly Json[]) => checkBank(reads(...values), options);

describe("bank", () => {
  test("the first read says what the total is, unless it is given", () => {
    expect(bank({}, { 0: 10, 1: 0 }, { 0: 7, 1: 3 })).toMatchObject({ verdict: "valid", total: 10, reads: 2 });
    expect(bank({}, { 0: 10, 1: 0 }, { 0: 7, 1: 4 }).faults).toEqual([{ kind: "wrong-total", operation: 1, says: "T1 shows a total of 11 rather than 10: 0: 7, 1: 4." }]);
    expect(bank({ total: 11 }, { 0: 10, 1: 0 }).verdict).toBe("invalid");
  });

  test("no account is overdrawn, unless that is allowed", () => {
    expect(bank({}, { 0: 12, 1: -2 }).faults).toMatchObject([{ kind: "negative", says: "T0 shows -2 in account 1." }]);
    expect(bank({ allowNegative: true }, { 0: 12, 1: -2 }).verdict).toBe("valid");
  });

  test("all reads show the same accounts, each with a number", () => {
    expect(bank({}, { 0: 10, 1: 0 }, { 0: 10 }).faults).toMatchObject([{ kind: "other-accounts" }]);
    expect(bank({}, { 0: 10, 1: null }).faults).toMatchObject([{ kind: "not-balances" }]);
    expect(bank({}, [[0, 10], [1, 0]], [[1, 4], [0, 6]]).verdict).toBe("valid");
  });

  test("without a read nothing is known", () => {
    expect(bank({}).verdict).toBe("unknown");
  });
});

describe("long fork", () => {
  test("two reads that see two writes in different orders", () => {
    expect(checkLongFork(together("wx1", "wy1", "rx=1 ry=", "rx= ry=1")).forks).toEqual([{ reads: [2, 3], says: "T2 read x = 1 and not y = 1; T3 read y = 1 and not x = 1." }]);
  });

  test("reads that see one write after the other are no fork, and neither are reads of other keys", () => {
    expect(checkLongFork(together("wx1", "wy1", "rx=1 ry=", "rx= ry=", "rx=1 ry=1")).verdict).toBe("valid");
    expect(checkLongFork(together("wx1", "wy1", "rx=1 ry=", "rx= ry=1 rz=")).verdict).toBe("valid");
  });

  test("a fork is found between reads of which others lie in between", () => {
    expect(checkLongFork(together("wx1", "wy1", "wz1", "rx=1 ry= rz=", "rx=1 ry=1 rz=", "rx=1 ry= rz=1")).verdict).toBe("invalid");
    expect(checkLongFork(together("wx1", "wy1", "wz1", "rx=1 ry= rz=", "rx= ry=1 rz=1")).verdict).toBe("invalid");
  });

  test("with a group size keys are numbers, and reads cover a group", () => {
    const numbered = (...texts: string[]) => together(...texts).map((operation) => JSON.parse(JSON.stringify(operation).replaceAll('"x"', "4").replaceAll('"y"', "5")));
    expect(checkLongFork(numbered("wx1", "wy1", "rx=1 ry=", "rx= ry=1"), { groupSize: 2 }).verdict).toBe("invalid");
    expect(checkLongFork(numbered("wx1", "wy1", "rx=1 ry=", "rx= ry=1"), { groupSize: 3 })).toMatchObject({ verdict: "unknown" });
  });

  test("keys that are written twice, and histories without reads, tell nothing", () => {
    expect(checkLongFork(together("wx1", "wx2", "rx=1 ry=")).verdict).toBe("unknown");
    expect(checkLongFork(inTurn("0: wx1")).unknownBecause).toBe("No read of several keys was answered.");
  });

  test("snapshot isolation has none", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const plan = { isolation: "snapshot-isolation", writes: "w", transactions: 60, processes: 5, keys: 4, microMax: 4, writesPerKeyMax: 1 } as const;
      expect(checkLongFork(paired(runDatabase(plan, random(seed, "forks")))).verdict).not.toBe("invalid");
    }
  });
});
