/** Consistency of registers by definition, for histories of a few accesses: all orders are tried. */
import type { Access } from "@/domain/checkers/sessions/access";

type Order = (before: number, after: number) => boolean;

const value = (json: unknown): string => JSON.stringify(json ?? null);

/** Whether the accesses have an order in which the visible ones read what they read. */
function hasOrder(accesses: readonly Access[], members: readonly number[], precedes: Order, isVisible: (index: number) => boolean): boolean {
  const place = (left: readonly number[], state: ReadonlyMap<string, string>): boolean =>
    left.length === 0 ||
    left.some((next) => {
      if (left.some((other) => other !== next && precedes(other, next))) return false;
      const { key, read, write } = accesses[next] as Access;
      if (read !== undefined && isVisible(next) && (state.get(value(key)) ?? "null") !== value(read)) return false;
      const after = write === undefined ? state : new Map([...state, [value(key), value(write)]]);
      return place(left.filter((other) => other !== next), after);
    });
  return place(members, new Map());
}

const programOrder = (accesses: readonly Access[]): Order => (one, other) => one < other && accesses[one]?.process === accesses[other]?.process;
const all = (accesses: readonly Access[]): number[] => accesses.map((_, index) => index);

export const isSequential = (accesses: readonly Access[]): boolean => hasOrder(accesses, all(accesses), programOrder(accesses), () => true);

/** The transitive closure of program order and reads-from; null where it has a cycle, or a read is from nowhere. */
function causalOrder(accesses: readonly Access[]): boolean[][] | null {
  const count = accesses.length;
  const inOrder = programOrder(accesses);
  const writes = (one: number, other: number) => {
    const [writer, reader] = [accesses[one] as Access, accesses[other] as Access];
    return reader.read !== undefined && reader.read !== null && writer.write !== undefined && value(writer.key) === value(reader.key) && value(writer.write) === value(reader.read);
  };
  if (accesses.some(({ read }, reader) => read !== undefined && read !== null && !all(accesses).some((writer) => writes(writer, reader)))) return null;
  const before = all(accesses).map((one) => all(accesses).map((other) => inOrder(one, other) || writes(one, other)));
  for (let middle = 0; middle < count; middle += 1) {
    for (let one = 0; one < count; one += 1) {
      for (let other = 0; other < count; other += 1) if (before[one]?.[middle] === true && before[middle]?.[other] === true) (before[one] as boolean[])[other] = true;
    }
  }
  return before.some((row, index) => row[index] === true) ? null : before;
}

/** One order of all writes and of the process's own accesses explains its reads, for each process. */
function eachProcessHas(accesses: readonly Access[], precedes: Order): boolean {
  return [...new Set(accesses.map(({ process }) => process))].every((process) => {
    const members = all(accesses).filter((index) => accesses[index]?.process === process || accesses[index]?.write !== undefined);
    return hasOrder(accesses, members, precedes, (index) => accesses[index]?.process === process);
  });
}

export const isPram = (accesses: readonly Access[]): boolean => eachProcessHas(accesses, programOrder(accesses));

export function isCausalMemory(accesses: readonly Access[]): boolean {
  const before = causalOrder(accesses);
  return before !== null && eachProcessHas(accesses, (one, other) => before[one]?.[other] === true);
}

/** Some order of what causally precedes it explains each read by itself. */
export function isCausallyConsistent(accesses: readonly Access[]): boolean {
  const before = causalOrder(accesses);
  if (before === null) return false;
  return all(accesses).every((index) => {
    const past = all(accesses).filter((one) => one === index || before[one]?.[index] === true);
    return hasOrder(accesses, past, (one, other) => before[one]?.[other] === true, (one) => one === index);
  });
}

/** One order of all writes, in which each read shows the last write to its key among those that causally precede it. */
export function isCausallyConvergent(accesses: readonly Access[]): boolean {
  const before = causalOrder(accesses);
  if (before === null) return false;
  const writes = all(accesses).filter((index) => accesses[index]?.write !== undefined);
  const explains = (order: readonly number[]): boolean =>
    accesses.every(({ key, read }, index) => {
      if (read === undefined) return true;
      const last = order.filter((write) => before[write]?.[index] === true && value(accesses[write]?.key) === value(key)).at(-1);
      return value(last === undefined ? null : accesses[last]?.write) === value(read);
    });
  const place = (left: readonly number[], order: readonly number[]): boolean =>
    left.length === 0 ? explains(order) : left.some((next) => !left.some((other) => before[other]?.[next] === true) && place(left.filter((other) => other !== next), [...order, next]));
  return place(writes, []);
}
