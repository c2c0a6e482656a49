/** One fenced process as its supervisor holds it: a line in, a line out, and an end that it cannot refuse. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { FenceStart } from "../../src/contracts/labs/fence-messages";
import { FENCE_REPLY_BYTES_MAX } from "../../src/contracts/labs/limits";
import type { FenceCode } from "./fence-code";
import { type Launch, NO_ENV } from "./launch";

const NEWLINE = 0x0a;
/** What a process that fails to start says on its standard error, as far as anybody wants to read it. */
const COMPLAINT_CHARS_MAX = 2_000;
/** An answer that has begun to arrive may go on this long after its time. */
const ARRIVING_MS_MAX = 2_000;
/** Below Linux's limit of 128 KiB for one argument. */
const CHILD_CHARS_MAX = 100_000;

export type Answer =
  | { readonly kind: "line"; readonly line: string }
  /** Nothing came in time. */
  | { readonly kind: "late" }
  /** It ended, or wrote what nobody asked for or more than is allowed. */
  | { readonly kind: "gone"; readonly how: string };

export interface WarmChild {
  readonly pid: number;
  readonly isAlive: () => boolean;
  /** One at a time. Whatever is not a line leaves a process that is of no more use. */
  readonly ask: (line: string, waitMs: number) => Promise<Answer>;
  /** Waits for what it says by itself. */
  readonly listen: (waitMs: number) => Promise<Answer>;
  readonly complaint: () => string;
  /** Ends it and all that it may have started; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

type Spawned = ChildProcessByStdio<Writable, Readable, Readable>;

/** 20 has the longer name only. */
const PERMISSION_FLAG = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";

const NODE_FLAGS = [
  PERMISSION_FLAG,
  "--allow-worker",
  "--no-warnings",
  // What escapes from QuickJS with a function of the outer realm in its hands still has no `Function("...")`.
  "--disallow-code-generation-from-strings",
];

export interface ChildOptions {
  readonly launch: Launch;
  readonly code: FenceCode;
  /** Of one request: beyond it the process says that it is late. */
  readonly cpuMsMax: number;
  /** An empty folder: Node 22 and 24 let a worker made of text read its working folder. */
  readonly cwd: string;
}

export function startChild({ launch, code, cpuMsMax, cwd }: ChildOptions): WarmChild {
  if (code.child.length > CHILD_CHARS_MAX) throw new Error(`The code of the fence's process has ${code.child.length} characters, more than an argument may have: import less in fence/child.ts.`);
  const [file = "", ...args] = [...launch.prefix, process.execPath, ...NODE_FLAGS, "-e", code.child];
  // In a process group of its own, which is also all that it could signal as a group.
  const child: Spawned = spawn(file, args, { ...launch.ids, cwd, env: NO_ENV, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const inbox = createInbox(child);
  const complaint = keepComplaint(child);
  const gone = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  // It may end between two writes; that it ended is told elsewhere.
  child.stdin.on("error", () => {});
  child.stdin.write(`${JSON.stringify({ code: code.worker, cpuMsMax } satisfies FenceStart)}\n`);
  const isAlive = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null && !inbox.isClosed();
  return {
    pid: child.pid ?? 0,
    isAlive,
    ask: (line, waitMs) => {
      child.stdin.write(`${line}\n`);
      return inbox.take(waitMs);
    },
    listen: (waitMs) => inbox.take(waitMs),
    complaint,
    kill: async () => {
      killGroup(child);
      await gone;
    },
  };
}

function killGroup(child: Spawned): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nothing of the group is left.
  }
}

function keepComplaint(child: Spawned): () => string {
  let text = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (part: string) => {
    if (text.length < COMPLAINT_CHARS_MAX) text += part.slice(0, COMPLAINT_CHARS_MAX);
  });
  return () => text.trim();
}

interface Inbox {
  readonly take: (waitMs: number) => Promise<Answer>;
  readonly isClosed: () => boolean;
}

/** Gathers bytes to lines while somebody waits for one. Bytes that nobody waits for close it: the child is not ours any more. */
function createInbox(child: Spawned): Inbox {
  let waiting: ((answer: Answer) => void) | null = null;
  let parts: Buffer[] = [];
  let size = 0;
  let closed: string | null = null;

  const answer = (given: Answer) => {
    const hand = waiting;
    waiting = null;
    parts = [];
    size = 0;
    hand?.(given);
  };
  const close = (how: string) => {
    closed ??= how;
    answer({ kind: "gone", how: closed });
  };

  child.stdout.on("data", (part: Buffer) => {
    if (closed !== null) return;
    if (waiting === null) return close("it wrote without being asked");
    parts.push(part);
    size += part.length;
    const end = part.indexOf(NEWLINE);
    if (end !== -1 && end !== part.length - 1) return close("it wrote more than one answer");
    if (size > FENCE_REPLY_BYTES_MAX) return close(`its answer was longer than ${FENCE_REPLY_BYTES_MAX} bytes`);
    if (end !== -1) answer({ kind: "line", line: Buffer.concat(parts, size - 1).toString("utf8") });
  });
  child.once("error", (error) => close(error.message));
  child.once("close", (code, signal) => close(signal === null ? `it ended with code ${code}` : `it ended by ${signal}`));

  const take = (waitMs: number) =>
    new Promise<Answer>((resolve) => {
      if (closed !== null) return resolve({ kind: "gone", how: closed });
      const late = () => waiting === hand && answer({ kind: "late" });
      // This process may have been busy itself: what arrived meanwhile is read before anybody is called late.
      const look = () => setImmediate(() => (size === 0 ? late() : (timer = setTimeout(late, ARRIVING_MS_MAX))));
      let timer = setTimeout(look, waitMs);
      const hand = (given: Answer) => {
        clearTimeout(timer);
        resolve(given);
      };
      waiting = hand;
    });

  return { take, isClosed: () => closed !== null };
}
