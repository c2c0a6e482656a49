/** A node as it stood at a step: memory and disk side by side, and what a crash would take. */
import type { Address, Json } from "@/domain/simulator/message";
import type { NodePicture } from "@/domain/simulator/trace";
import { valueWords } from "../spacetime/describe-event";
import type { Step, Story } from "../spacetime/read-story";

const CELL_CHARS_MAX = 60;

export interface NodeView {
  readonly node: Address;
  /** Its latest step up to the cursor */
  readonly step: Step | null;
  readonly isDown: boolean;
  readonly picture: NodePicture | null;
  /** As it stood one step of its own before */
  readonly before: NodePicture | null;
}

/** A value in few words, and all of it where the words leave something out. */
export interface ShownValue {
  readonly words: string;
  readonly full: string | null;
}

/** One name, in memory, on disk, or in both. */
export interface PictureRow {
  readonly name: string;
  readonly memory: ShownValue | null;
  /** What it was one step before, where that was something else */
  readonly memoryBefore: string | null;
  readonly disk: ShownValue | null;
  /** What a crash would leave, where that is something else than what was written */
  readonly synced: string | null;
  readonly isUnsynced: boolean;
}

export const pictureIn = ({ event }: Step): NodePicture | null => (event.kind === "handled" || event.kind === "crashed" ? (event.picture ?? null) : null);

/** The node at the cursor: its latest step at or before it. */
export function nodeAt({ steps }: Story, node: Address, cursor: number): NodeView {
  const own = steps.filter(({ actor, number }) => actor === node && number <= cursor);
  const step = own.at(-1) ?? null;
  const isDown = step?.event.kind === "crashed";
  const earlier = own.at(-2);
  return { node, step, isDown, picture: step === null ? null : pictureIn(step), before: earlier === undefined || isDown || earlier.event.kind === "crashed" ? null : pictureIn(earlier) };
}

const isObject = (value: Json): value is { readonly [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);

/** `env.state` by its fields; a state that is no object is one row. */
export function fieldsOf(memory: Json): ReadonlyMap<string, Json> {
  if (isObject(memory)) return new Map(Object.entries(memory));
  return memory === null ? new Map() : new Map([["state", memory]]);
}

const same = (left: Json | undefined, right: Json | undefined): boolean => JSON.stringify(left) === JSON.stringify(right);
const words = (value: Json | undefined): string | null => (value === undefined ? null : valueWords(value, CELL_CHARS_MAX));

function shown(value: Json | undefined): ShownValue | null {
  if (value === undefined) return null;
  const [short, full] = [valueWords(value, CELL_CHARS_MAX), typeof value === "string" ? value : JSON.stringify(value, null, 1)];
  return { words: short, full: short.replaceAll(/\s/g, "") === full.replaceAll(/\s/g, "") ? null : full };
}

/** What memory and disk hold, by name: memory's fields first. */
export function pictureRows({ picture, before, isDown }: NodeView): readonly PictureRow[] {
  if (picture === null) return [];
  const memory = isDown ? new Map<string, Json>() : fieldsOf(picture.memory);
  const was = before === null ? null : fieldsOf(before.memory);
  const names = [...new Set([...memory.keys(), ...Object.keys(picture.disk), ...Object.keys(picture.synced)])];
  return names.map((name) => {
    const [held, written, kept] = [memory.get(name), picture.disk[name], picture.synced[name]];
    const isUnsynced = !same(written, kept);
    const old = was?.get(name);
    return {
      name,
      memory: shown(held),
      memoryBefore: was === null || !memory.has(name) || same(old, held) ? null : (words(old) ?? "nothing"),
      disk: shown(written),
      synced: isUnsynced ? (words(kept) ?? "nothing") : null,
      isUnsynced,
    };
  });
}
