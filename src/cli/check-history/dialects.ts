/** The names that operations have in histories of others, and those that the checkers know; and whether there are keys. */
import type { Operation } from "@/domain/checkers/history/operations";
import { isList } from "@/domain/checkers/json-key";
import type { Json } from "@/domain/simulator/message";
import type { ReadHistory } from "./read-history";
import { Unreadable } from "./source-text";

/** What an operation of this name must be asked with. */
interface Known {
  readonly as: string;
  readonly fits?: (value: Json) => boolean;
  readonly needs?: string;
}

type Dialect = Readonly<Record<string, Known>>;

const isPair = (value: Json): boolean => isList(value) && value.length === 2;
const isText = (value: Json): boolean => typeof value === "string";
const isNumber = (value: Json): boolean => typeof value === "number";

const read: Known = { as: "read" };
const write: Known = { as: "write" };
const cas: Known = { as: "cas", fits: isPair, needs: "a value [from to]" };

export const DIALECTS = {
  register: { read, write, r: read, w: write },
  "cas-register": { read, write, r: read, w: write, cas },
  kv: { get: { as: "get" }, read: { as: "get" }, put: { as: "put" }, write: { as: "put" }, append: { as: "append", fits: isText, needs: "a text" }, cas },
  mutex: { acquire: { as: "acquire" }, release: { as: "release" } },
  queue: { enqueue: { as: "enqueue" }, dequeue: { as: "dequeue" } },
  // Maelstrom's broadcast is an add.
  set: { add: { as: "add" }, broadcast: { as: "add" }, remove: { as: "remove" }, read },
  counter: { add: { as: "add", fits: isNumber, needs: "a number" }, read },
  "multi-register": { txn: { as: "txn", fits: isList, needs: "a list of [f key value]" } },
} as const satisfies Record<string, Dialect>;

/** The operations under the names that the checkers know. `isKeyed`: values are [key, value]. Throws Unreadable. */
export function translated(history: ReadHistory, name: keyof typeof DIALECTS, isKeyed = false): Operation[] {
  const dialect: Dialect = DIALECTS[name];
  return history.operations.map((operation) => {
    const line = history.lines[operation.invoked] ?? 1;
    const known = dialect[operation.f];
    if (known === undefined) throw new Unreadable(line, `${name} has no operation ${operation.f}, only ${Object.keys(dialect).join(", ")}; name the right --model`);
    const { value, result, type } = operation;
    if (isKeyed && !isPair(value)) throw new Unreadable(line, `${operation.f} has no [key value], and no :key`);
    if (isKeyed && type === "ok" && result !== false && !isPair(result)) throw new Unreadable(line, `${operation.f} is answered without its key`);
    const asked = isKeyed && isList(value) ? (value[1] ?? null) : value;
    if (known.fits !== undefined && !known.fits(asked)) throw new Unreadable(line, `${operation.f} needs ${known.needs}`);
    return { ...operation, f: known.as };
  });
}

/** Jepsen's independent keys: every value is [key value], also of reads that were only asked. */
export function hasKeys({ operations }: ReadHistory): boolean {
  return (
    operations.length > 0 &&
    operations.every(({ f, value, result, type }) => {
      const isKeyedCas = isList(value) && isList(value[1] ?? null);
      return isPair(value) && (f !== "cas" || isKeyedCas) && (type !== "ok" || result === false || isPair(result));
    }) &&
    operations.some(({ f, value }) => f !== "cas" || (isList(value) && isPair(value[1] ?? null)))
  );
}
