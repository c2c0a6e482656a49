/** The objects of tests/support/object-histories.ts. */
import type { Json } from "@/domain/simulator/message";
import type { DrawnObject } from "./object-histories";

const VALUES = 3;

/** Reads answer with the value, everything else with what was asked. */
export const casRegister: DrawnObject<Json> = {
  initial: null,
  answering: ["read"],
  draw: (chance) => {
    const value = chance.index(VALUES);
    const kind = chance.index(3);
    return kind === 0 ? { f: "read", value: null } : kind === 1 ? { f: "write", value } : { f: "cas", value: [value, chance.index(VALUES)] };
  },
  apply: (state, { f, value }) => {
    if (f === "read") return { state, result: state };
    if (f === "write") return { state: value, result: value };
    const [from = null, to = null] = value as Json[];
    return from === state ? { state: to, result: value } : "refused";
  },
};

/** Every write writes a value of its own. */
export const uniqueRegister: DrawnObject<Json> = {
  ...casRegister,
  draw: (chance, next) => (chance.index(2) === 0 ? { f: "read", value: null } : { f: "write", value: next }),
};

const keyOf = (text: (chance: { index(count: number): number }, next: number) => string): DrawnObject<string> => ({
  initial: "",
  answering: ["get"],
  draw: (chance, next) => {
    const f = ["get", "put", "append", "append"][chance.index(4)] as string;
    return { f, value: f === "get" ? null : text(chance, next) };
  },
  apply: (state, { f, value }) => {
    if (f === "get") return { state, result: state };
    return { state: f === "put" ? String(value) : `${state}${String(value)}`, result: value };
  },
});

/** A text does not tell who put it there, nor whether it was one text or two. */
export const aKey = keyOf((chance) => ["a", "b", "ab"][chance.index(3)] as string);

export const aKeyOfTexts = keyOf((_, next) => `<${next}>`);

export const fifoQueue: DrawnObject<readonly Json[]> = {
  initial: [],
  answering: ["dequeue"],
  draw: (chance, next) => (chance.index(2) === 0 ? { f: "enqueue", value: chance.index(6) === 0 ? 0 : next } : { f: "dequeue", value: null }),
  apply: (state, { f, value }) => (f === "enqueue" ? { state: [...state, value], result: value } : { state: state.slice(1), result: state[0] ?? null }),
};

/** Nobody asks whose it is: what an answer says is that it was one. */
export const lock: DrawnObject<boolean> = {
  initial: false,
  answering: [],
  draw: (chance) => ({ f: chance.index(2) === 0 ? "acquire" : "release", value: null }),
  apply: (isHeld, { f }) => (isHeld === (f === "acquire") ? "refused" : { state: !isHeld, result: null }),
};

export const grownSet: DrawnObject<readonly number[]> = {
  initial: [],
  answering: ["read"],
  draw: (chance, next) => {
    const f = ["read", "add", "add", "remove"][chance.index(4)] as string;
    return { f, value: f === "read" ? null : f === "remove" || chance.index(5) === 0 ? chance.index(4) : next };
  },
  apply: (state, { f, value }) => {
    if (f === "read") return { state, result: [...state] };
    const others = state.filter((element) => element !== value);
    return { state: f === "add" ? [...others, value as number].sort((one, other) => one - other) : others, result: value };
  },
  spoilt: (answer, chance) => {
    const element = chance.index(6);
    const shown = answer as number[];
    return shown.includes(element) ? shown.filter((other) => other !== element) : [...shown, element].sort((one, other) => one - other);
  },
};

export const registers: DrawnObject<Readonly<Record<string, Json>>> = {
  initial: { x: null, y: null },
  answering: ["txn"],
  draw: (chance) => {
    const part = (key: string): Json => (chance.index(2) === 0 ? ["r", key, null] : ["w", key, chance.index(3)]);
    return { f: "txn", value: [[part("x"), part("y")], [part("x")], [part("y")]][chance.index(3)] as Json };
  },
  apply: (state, { value }) => {
    const next = { ...state };
    const result = (value as [string, string, Json][]).map(([f, key, given]): Json => {
      if (f === "w") next[key] = given;
      return [f, key, next[key] ?? null];
    });
    return { state: next, result };
  },
  spoilt: (answer, chance) => (answer as Json[][]).map(([f = null, key = null, value = null]) => [f, key, f === "r" ? chance.index(3) : value]),
};
