/** One variable of one node over the whole run: in memory, and on its disk. */
import type { Address, Json } from "@/domain/simulator/message";
import { valueWords } from "../spacetime/describe-event";
import type { Step, Story } from "../spacetime/read-story";
import { fieldsOf, pictureIn } from "./node-picture";

const CHARS_MAX = 40;

/** From a step to where something else holds; null: to the end. */
export interface PinnedSpan {
  readonly from: number;
  readonly to: number | null;
  readonly words: string;
  /** `unsynced`: a crash may take what was written; `bad`: it began at an event that shows the violation */
  readonly look: "plain" | "bad" | "unsynced" | "down";
}

export interface PinnedVariable {
  readonly node: Address;
  readonly name: string;
  readonly memory: readonly PinnedSpan[];
  readonly disk: readonly PinnedSpan[];
}

type Held = Pick<PinnedSpan, "words" | "look">;

const wordsOf = (value: Json | undefined, absent: string): string => (value === undefined ? absent : valueWords(value, CHARS_MAX));

export function pinVariable({ steps }: Story, node: Address, name: string): PinnedVariable {
  const own = steps.filter((step) => step.actor === node && pictureIn(step) !== null);
  return { node, name, memory: spansOf(own, (step) => inMemory(step, name)), disk: spansOf(own, (step) => onDisk(step, name)) };
}

function inMemory(step: Step, name: string): Held {
  if (step.event.kind === "crashed") return { words: "", look: "down" };
  const value = fieldsOf(pictureIn(step)?.memory ?? null).get(name);
  return { words: wordsOf(value, "not set"), look: step.isWitness ? "bad" : "plain" };
}

function onDisk(step: Step, name: string): Held {
  const picture = pictureIn(step);
  const [written, synced] = [picture?.disk[name], picture?.synced[name]];
  const isSynced = JSON.stringify(written) === JSON.stringify(synced);
  return { words: isSynced ? wordsOf(written, "never written") : `${wordsOf(written, "nothing")}, not synced`, look: isSynced ? "plain" : "unsynced" };
}

/** Steps after which the same holds are one span; it is as bad as its first step. */
function spansOf(own: readonly Step[], held: (step: Step) => Held): PinnedSpan[] {
  const spans: { from: number; to: number | null; words: string; look: Held["look"] }[] = [];
  for (const step of own) {
    const { words, look } = held(step);
    const open = spans.at(-1);
    if (open !== undefined && open.words === words && (open.look === "down") === (look === "down") && (open.look === "unsynced") === (look === "unsynced")) continue;
    if (open !== undefined) open.to = step.number;
    spans.push({ from: step.number, to: null, words, look });
  }
  return spans;
}

/** The names that can be pinned: all that the node holds at its steps up to here, memory's first. */
export function pinnableNames({ steps }: Story, node: Address, cursor: number): readonly string[] {
  const last = steps.slice(0, cursor).findLast((step) => step.actor === node && step.event.kind === "handled") ?? steps.find((step) => step.actor === node && step.event.kind === "handled");
  const picture = last === undefined ? null : pictureIn(last);
  return picture === null ? [] : [...new Set([...fieldsOf(picture.memory).keys(), ...Object.keys(picture.disk), ...Object.keys(picture.synced)])];
}
