/** Small histories of accesses to registers in which anything may happen, in a notation or drawn. */
import type { Access } from "@/domain/checkers/sessions/access";
import type { SeededRandom } from "@/domain/kernel/seeded-random";

/** "0: wx1 rx=1" is what process 0 did; "rx=" reads null. Operations are counted through. */
export function accesses(...processes: readonly string[]): Access[] {
  let operation = 0;
  return processes.flatMap((text) => {
    const [process = "", list = ""] = text.split(": ");
    return list.split(" ").map((word): Access => {
      const [f = "", key = "", ...rest] = word;
      const common = { process: Number(process), operation: operation++, key, isOptional: false };
      const number = (digits: string) => (digits === "" ? null : Number(digits));
      return f === "w" ? { ...common, write: number(rest.join("")) } : { ...common, read: number(rest.slice(1).join("")) };
    });
  });
}

const KEYS = ["x", "y"];

/** Up to three processes of up to `most` accesses each, to two registers: unique writes, and reads of any of them or of null. */
export function drawAccesses(most: number, random: SeededRandom): Access[] {
  const counts = new Map<string, number>();
  const drawn = Array.from({ length: 2 + random.index(2) }, (_, process) =>
    Array.from({ length: 1 + random.index(most) }, () => {
      const key = KEYS[random.index(3) === 0 ? 1 : 0] as string;
      if (random.index(2) === 0) return { process, key, read: true, value: 0 };
      const value = (counts.get(key) ?? 0) + 1;
      counts.set(key, value);
      return { process, key, read: false, value };
    }),
  ).flat();
  return drawn.map(({ process, key, read, value }, operation): Access => {
    const common = { process, operation, key, isOptional: false };
    if (!read) return { ...common, write: value };
    const seen = random.index((counts.get(key) ?? 0) + 1);
    return { ...common, read: seen === 0 ? null : seen };
  });
}
