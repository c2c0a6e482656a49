/**
 * What a program of a lab may use: the file that the editor knows. A program is one file that ends in
 *
 *     export default (env: Env): NodeProgram => ({
 *       onMessage(src, body, msg) { … },
 *     });
 *
 * It runs on every node of the cluster, each with memory of its own, and afresh after a restart.
 */

/** A value that messages, timers and the disk can carry. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** What has come from outside: your program must know its form. Name your own type instead where you want it checked. */
type Whatever = ReturnType<typeof JSON.parse>;

/** What a message says. The fields beside these three are the protocol's own. */
interface Body {
  type: string;
  /** Asks for a reply. `env.rpc` sets it; programs that number messages themselves stay below 1,000,000. */
  msg_id?: number;
  /** The msg_id that this replies to. `env.reply` sets it. */
  in_reply_to?: number;
  [key: string]: Whatever;
}

/** A message as it came. */
interface Message {
  readonly src: string;
  readonly dest: string;
  readonly body: Body;
}

/**
 * The handlers of a node. Each may be async; an error that one throws, or rejects with, fails the program.
 * Handlers never run at the same time, but other handlers run while an async one awaits.
 */
interface NodeProgram {
  /** When the node starts. After a crash only where there is no onRestart. */
  onInit?(): void | Promise<void>;
  /** For each message, but for replies to `env.rpc`. `body` is `msg.body`. */
  onMessage(src: string, body: Body, msg: Message): void | Promise<void>;
  /** When a timer of `env.setTimer` is due. */
  onTimer?(name: string, data: Whatever): void | Promise<void>;
  /** When the node comes back after a crash: memory and timers are gone, `env.disk` holds what was synced. */
  onRestart?(): void | Promise<void>;
}

/** The same by another name. */
type Handlers = NodeProgram;

/** What a rejected `env.rpc` gives. */
interface RpcError extends Error {
  /** Of the error reply; 0 when no reply came in time: then the request may have been carried out, or may yet be. */
  readonly code: number;
  readonly text: string;
}

/**
 * Survives a crash, but for what was not yet synced: of that, some first part or nothing. Where the lab says so, the entry
 * that was being appended may be torn: it is then a text, the beginning of its JSON. Values by key are never torn.
 */
interface Disk {
  /** A copy of the value, own unsynced writes included; undefined where there is none. A log is an array. */
  read<Value = Whatever>(key: string): Value | undefined;
  write(key: string, value: unknown): void;
  /** Adds the value to the end of a log. */
  append(log: string, value: unknown): void;
  /** Resolves when all that was written before is safe. */
  fsync(): Promise<void>;
}

/** All that a node has beside the language. What you ask for is done in its order, when the handler has returned or awaits. */
interface Env<State extends object = Record<string, Whatever>> {
  /** This node, such as "n1". */
  readonly id: string;
  /** All nodes of the cluster. */
  readonly nodes: readonly string[];
  /** All nodes but this one. */
  readonly peers: readonly string[];
  /** Anything you want to see while you step through a run. In memory: lost at a crash. */
  state: State;
  readonly disk: Disk;
  /** Sends a message; it may be lost, delayed, doubled. The body is copied at once. */
  send(to: string, body: Body): void;
  /** Answers a message that has a msg_id. */
  reply(msg: Message, body: Body): void;
  /** Answers with an error: 0 timeout, 10 not supported, 11 temporarily unavailable, 20 no such key, 22 precondition failed, 1000 and above your own. */
  fail(msg: Message, code: number, text?: string): void;
  /** Sends a request and resolves with the body of its reply. Rejects with an `RpcError`. Without timeoutMs it waits 1,000 ms. */
  rpc<Reply extends Body = Body>(to: string, body: Body, options?: { readonly timeoutMs?: number }): Promise<Reply>;
  /** Calls onTimer once, after `ms` of this node's clock. A timer of the same name that waits is replaced. */
  setTimer(name: string, ms: number, data?: unknown): void;
  clearTimer(name: string): void;
  /** This node's own clock in whole milliseconds. It stands still within a handler, and may be wrong or jump. */
  now(): number;
  /** From 0 to below 1; the same numbers for the same seed. */
  random(): number;
  /** Hands a value to the checker of the lab. */
  deliver(value: unknown): void;
  /** Written beside the event in the trace. */
  log(...words: unknown[]): void;
}
