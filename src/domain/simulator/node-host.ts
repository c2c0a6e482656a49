/**
 * The door between the simulator and a learner's node: one string in, one string out for each handler.
 *
 * There are two sides that offer it: a QuickJS realm per node (the judge) and a frozen V8 realm (the learner's own
 * browser). Both run the same shim (src/sandbox/shim/), so that the same program and seed give the same replies.
 */
import type { Address, Json } from "./message";

/** Runs nodes. The simulator never calls two handlers at once. */
export interface NodeHost<Reply = string> {
  /**
   * Evaluates the program afresh for this node (again after each restart: nothing of the old memory is left) and runs
   * the call, which is the node's "boot".
   */
  boot(node: Address, call: string): Reply;
  /** Runs one handler of a booted node, and all promise jobs that it leaves, to their end. */
  handle(node: Address, call: string): Reply;
  /** Forgets a node that crashed. */
  dispose(node: Address): void;
}

/** V8 runs promise jobs only after its caller has returned, so there a reply may have to be waited for. */
export type AsyncNodeHost = NodeHost<string | Promise<string>>;

/** What a disk holds: values by key; a log that `append` writes is an array. */
export type DiskImage = Readonly<Record<string, Json>>;

/**
 * The text that goes in, as JSON. `now` is the node's own clock in whole milliseconds.
 * A boot calls `onInit`, or `onRestart` (where there is one, otherwise `onInit`) when the node comes back.
 */
export type NodeCall =
  | { do: "boot"; now: number; id: Address; nodes: readonly Address[]; seed: string; disk: DiskImage; restarted: boolean; inspect: boolean }
  | { do: "message"; now: number; src: Address; body: Json }
  | { do: "timer"; now: number; name: string; data: Json }
  /** The fsync with this number has reached the disk. */
  | { do: "synced"; now: number; sync: number }
  /** The rpc that sent this msg_id has waited long enough; a reply that came before settles it in a "message". */
  | { do: "rpc-timeout"; now: number; msgId: number };

/**
 * What a handler asked for, in its order. Tuples, because they are written and read a hundred thousand times a second.
 * Effects are carried out after the handler has returned.
 */
export type Effect =
  | readonly ["send", to: Address, body: Json]
  /** A send whose body carries this msg_id, and a wish to be told after `timeoutMs` (a "rpc-timeout" call). */
  | readonly ["rpc", to: Address, body: Json, msgId: number, timeoutMs: number]
  /** Sets, or sets again, the timer of this name. */
  | readonly ["timer", name: string, ms: number, data: Json]
  | readonly ["clear", name: string]
  | readonly ["write", key: string, value: Json]
  | readonly ["append", log: string, value: Json]
  | readonly ["fsync", sync: number]
  /** `env.deliver(x)`: what the checker of a lab looks at. */
  | readonly ["deliver", value: Json]
  | readonly ["log", text: string];

/** Why a program cannot go on. The run ends with it. */
export interface ProgramFailure {
  readonly kind: "threw" | "no-program" | "out-of-gas" | "out-of-memory" | "stack-overflow" | "bad-effect" | "engine";
  readonly message: string;
  /** Frames of the learner's file only, innermost first; lines and columns as in the editor, both from 1. */
  readonly frames: readonly { readonly name: string; readonly line: number; readonly column: number }[];
}

/**
 * A reply is up to three texts with U+0001 between them, which JSON never contains: the effects as a JSON array of
 * `Effect`; a `ProgramFailure` as JSON, or nothing; with `inspect`, the node's `env.state` as JSON, or nothing.
 * Only the first part, and whether there is a second, belong to the trace hash: the rest may differ between engines.
 */
export const REPLY_SEPARATOR = "\u0001";

/** Limits of one reply and what is in it; beyond them the program fails with "bad-effect". */
export const REPLY_CHARS_MAX = 1_000_000;
export const EFFECTS_MAX = 10_000;
export const BODY_CHARS_MAX = 65_536;
export const BODY_DEPTH_MAX = 64;
export const NAME_CHARS_MAX = 128;
export const DELAY_MS_MAX = 3_600_000;
export const LOG_CHARS_MAX = 2_000;
export const STATE_CHARS_MAX = 20_000;
