/** Small histories of transactions in which anything may happen, drawn for comparisons with the definitions. */
import type { HistoryEvent } from "@/domain/checkers/history/operations";
import type { SeededRandom } from "@/domain/kernel/seeded-random";
import { shuffled } from "./shuffled";
import { type Micro, type Placed, transactionHistory } from "./transaction-histories";

const KEYS = ["x", "y"];

interface Written {
  readonly key: string;
  readonly value: number;
}

interface Skeleton {
  readonly process: number;
  readonly at: readonly [number, number];
  readonly micro: { f: "r" | "w"; key: string; value: number }[];
}

/** When and where up to `most` transactions of up to three micro-operations run, and which unique values they write. */
function skeletons(most: number, random: SeededRandom): Skeleton[] {
  const nextFree = new Map<number, number>();
  const counts = new Map<string, number>();
  return Array.from({ length: 2 + random.index(most - 1) }, () => {
    const process = random.index(3);
    const begin = Math.max(nextFree.get(process) ?? 0, random.index(12));
    const end = begin + 1 + random.index(6);
    nextFree.set(process, end + 1);
    const micro = Array.from({ length: 1 + random.index(3) }, () => {
      const key = KEYS[random.index(KEYS.length)] as string;
      if (random.index(2) === 0) return { f: "r" as const, key, value: 0 };
      const value = (counts.get(key) ?? 0) + 1;
      counts.set(key, value);
      return { f: "w" as const, key, value };
    });
    return { process, at: [begin, end] as const, micro };
  });
}

/**
 * Up to `most` transactions on two lists, and one that reads both at the end. Each list has an order of its appends, and
 * each read shows some beginning of it; one that comes after an append of its own transaction ends with that. So the
 * order of versions is known, there is nothing wrong within a transaction, and everything may be wrong between them.
 */
export function drawListHistory(most: number, random: SeededRandom): HistoryEvent[] {
  const drawn = skeletons(most, random);
  const orders = new Map(
    KEYS.map((key) => {
      const written = drawn.flatMap(({ micro }) => micro.filter((one): one is typeof one & Written => one.f === "w" && one.key === key));
      // Mostly the order in which they were invoked: histories that are nearly right are the interesting ones.
      const values = written.map(({ value }) => value);
      return [key, random.index(3) === 0 ? shuffled(values, random) : values];
    }),
  );
  const placed = drawn.map(({ process, at, micro }): Placed => {
    const known = new Map<string, number>();
    const list = micro.map(({ f, key, value }): Micro => {
      const order = orders.get(key) as number[];
      if (f === "w") {
        known.set(key, order.indexOf(value) + 1);
        return ["append", key, value];
      }
      const length = known.get(key) ?? random.index(order.length + 1);
      known.set(key, length);
      return ["r", key, order.slice(0, length)];
    });
    return { process, at, micro: list };
  });
  return transactionHistory([...placed, { process: 9, at: [100, 101], micro: KEYS.map((key): Micro => ["r", key, orders.get(key) as number[]]) }]);
}

/** Up to `most` transactions on two registers, in which each read shows something that some transaction wrote, or null. */
export function drawRegisterHistory(most: number, random: SeededRandom): HistoryEvent[] {
  const drawn = skeletons(most, random);
  const writtenTo = (key: string) => drawn.flatMap(({ micro }) => micro.filter((one) => one.f === "w" && one.key === key).map(({ value }) => value));
  const placed = drawn.map(({ process, at, micro }): Placed => {
    const known = new Map<string, number | null>();
    const list = micro.map(({ f, key, value }): Micro => {
      if (f === "w") {
        known.set(key, value);
        return ["w", key, value];
      }
      const values = [null, ...writtenTo(key)];
      const read = known.has(key) && random.index(8) > 0 ? (known.get(key) ?? null) : (values[random.index(values.length)] as number | null);
      known.set(key, read);
      return ["r", key, read];
    });
    return { process, at, micro: list };
  });
  return transactionHistory(placed);
}
