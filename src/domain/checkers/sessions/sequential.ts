/**
 * Sequential consistency of registers (Lamport 1979): some order of all accesses that keeps the order of each process
 * explains every read.
 *
 * To decide it is NP-complete (Gibbons and Korach 1997), so the search has a budget. It takes a read at once when its
 * value is there, as that changes nothing, and never overwrites a value that a read still waits for and nobody will
 * write again. Where writes are unique that leaves little to try.
 */
import type { Json } from "../../simulator/message";
import { type Identity, identity } from "../identity";
import { shown } from "../transactions/finding";
import { type Access, accessInWords, byProcess, initialValues } from "./access";
import { type OrderResult, orderResult } from "./result";

export interface SequentialOptions {
  /** Accesses that the search may place, counting those that it takes back. */
  readonly stepsMax?: number;
}

export const SEQUENTIAL_STEPS_MAX = 2_000_000;

export function checkSequential(accesses: readonly Access[], { stepsMax = SEQUENTIAL_STEPS_MAX }: SequentialOptions = {}): OrderResult {
  const search = new Search(accesses, stepsMax);
  const outcome = search.run();
  if (outcome === "found") return orderResult([]);
  if (outcome === "gave-up") return orderResult([], `The search for an order used up its ${stepsMax} steps.`);
  return orderResult([search.furthest()]);
}

/** An access in numbers: keys and values are counted through, -1 stands for none. */
interface Coded {
  readonly access: Access;
  readonly key: number;
  readonly read: number;
  readonly write: number;
}

/** A place in the search: what has been placed, and which process to try next. */
interface Level {
  /** Processes whose accesses were placed on the way here, the write that led here first. */
  readonly placed: number[];
  /** What the write that led here replaced; -1 at the bottom. */
  readonly replacedKey: number;
  readonly replacedValue: number;
  /** Processes that are still to be tried here, the most promising one last. */
  readonly toTry: number[];
}

class Search {
  private readonly queues: readonly (readonly Coded[])[];
  private readonly positions: number[];
  private readonly values: number[];
  /** By value: reads of it that are not placed, and writes of it that are not. */
  private readonly readsLeft: number[] = [];
  private readonly writesLeft: number[] = [];
  private readonly seen = new Set<string>();
  private required: number;
  private steps = 0;
  private best: { readonly placed: number; readonly positions: readonly number[]; readonly values: readonly number[] };
  private placedCount = 0;
  private readonly valueNames: Json[] = [];

  constructor(
    accesses: readonly Access[],
    private readonly stepsMax: number,
  ) {
    const coder = new Coder(this.valueNames);
    const initial = initialValues(accesses);
    this.queues = [...byProcess(accesses).values()].map((own) => own.map((access) => coder.code(access)));
    this.values = coder.keys.map((key, index) => coder.value(index, initial.get(key) ?? null));
    this.readsLeft = this.valueNames.map(() => 0);
    this.writesLeft = this.valueNames.map(() => 0);
    for (const { read, write } of this.queues.flat()) {
      if (read >= 0) this.readsLeft[read] = (this.readsLeft[read] as number) + 1;
      if (write >= 0) this.writesLeft[write] = (this.writesLeft[write] as number) + 1;
    }
    this.positions = this.queues.map(() => 0);
    this.required = accesses.filter(({ isOptional }) => !isOptional).length;
    this.best = { placed: 0, positions: [...this.positions], values: [...this.values] };
  }

  run(): "found" | "none" | "gave-up" {
    const levels = [this.descend([], -1, -1)];
    while (levels.length > 0) {
      if (this.required === 0) return "found";
      if (this.steps >= this.stepsMax) return "gave-up";
      const level = levels[levels.length - 1] as Level;
      const process = level.toTry.pop();
      if (process === undefined) {
        this.undo(levels.pop() as Level);
        continue;
      }
      const front = this.front(process);
      if (front === undefined || !this.mayWrite(front)) continue;
      const replaced = this.values[front.key] as number;
      this.place(process, front);
      const below = this.descend([process], front.key, replaced);
      if (this.isNew()) levels.push(below);
      else this.undo(below);
    }
    return "none";
  }

  /** Takes all reads that can be taken now. */
  private descend(placed: number[], replacedKey: number, replacedValue: number): Level {
    for (let process = 0; process < this.queues.length; ) {
      const front = this.front(process);
      if (front !== undefined && front.write < 0 && this.values[front.key] === front.read) {
        this.place(process, front);
        placed.push(process);
      } else process += 1;
    }
    if (this.placedCount > this.best.placed) this.best = { placed: this.placedCount, positions: [...this.positions], values: [...this.values] };
    // Most histories nearly follow real time, so that whoever began first is tried first.
    const begun = (process: number) => this.front(process)?.access.operation ?? -1;
    const toTry = [...this.queues.keys()].sort((one, other) => begun(other) - begun(one));
    return { placed, replacedKey, replacedValue, toTry };
  }

  private front(process: number): Coded | undefined {
    return this.queues[process]?.[this.positions[process] as number];
  }

  private mayWrite({ key, read, write }: Coded): boolean {
    if (write < 0) return false;
    const held = this.values[key] as number;
    if (read >= 0 && read !== held) return false;
    const waiting = (this.readsLeft[held] as number) - Number(read === held);
    return waiting === 0 || held === write || (this.writesLeft[held] as number) > 0;
  }

  private place(process: number, coded: Coded): void {
    this.steps += 1;
    this.count(process, coded, -1);
    if (coded.write >= 0) this.values[coded.key] = coded.write;
  }

  private count(process: number, { read, write, access }: Coded, change: 1 | -1): void {
    if (read >= 0) this.readsLeft[read] = (this.readsLeft[read] as number) + change;
    if (write >= 0) this.writesLeft[write] = (this.writesLeft[write] as number) + change;
    if (!access.isOptional) this.required += change;
    this.positions[process] = (this.positions[process] as number) - change;
    this.placedCount -= change;
  }

  private undo({ placed, replacedKey, replacedValue }: Level): void {
    for (const process of placed.reverse()) this.count(process, this.queues[process]?.[(this.positions[process] as number) - 1] as Coded, 1);
    if (replacedKey >= 0) this.values[replacedKey] = replacedValue;
  }

  private isNew(): boolean {
    const key = `${this.positions.join()};${this.values.join()}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  /** Where the search came furthest, and what each process waits for there. */
  furthest() {
    const { placed, positions, values } = this.best;
    const waiting = this.queues.flatMap((queue, process) => {
      const coded = queue[positions[process] as number];
      if (coded === undefined || coded.access.isOptional) return [];
      const held = shown(this.valueNames[values[coded.key] as number] ?? null);
      const why = coded.write < 0 || coded.read >= 0 ? `where the value is ${held}` : `and ${held} would be lost to a read that waits for it`;
      return [{ from: `process ${coded.access.process}`, to: accessInWords(coded.access), because: `${accessInWords(coded.access)} cannot be next, ${why}` }];
    });
    const total = this.queues.flat().length;
    return { pattern: "no-sequential-order", says: `No order of all accesses keeps the order of each process and explains every read. At most ${placed} of ${total} can be placed; then every process waits.`, steps: waiting };
  }
}

/** Gives keys and values numbers; the same value under two keys is two values. */
class Coder {
  readonly keys: Identity[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly keyNumbers = new Map<Identity, number>();

  constructor(private readonly valueNames: Json[]) {}

  code(access: Access): Coded {
    const id = identity(access.key);
    const key = this.keyNumbers.get(id) ?? this.keys.push(id) - 1;
    this.keyNumbers.set(id, key);
    const number = (value: Json | undefined) => (value === undefined ? -1 : this.value(key, value));
    return { access, key, read: number(access.read), write: number(access.write) };
  }

  value(key: number, value: Json): number {
    const id = identity(value);
    const name = `${key} ${typeof id} ${id}`;
    const known = this.numbers.get(name) ?? this.valueNames.push(value) - 1;
    this.numbers.set(name, known);
    return known;
  }
}
