/**
 * The outer part of what is inside the fence: given to Node as the text of its `-e`, so that it needs no file. It
 * gets the worker's code as its first line, starts it in a thread with tighter rules than its own, hands on lines, and
 * says when one has been computed on for too long.
 */
import { Worker } from "node:worker_threads";
import type { FenceReply, FenceStart } from "../../../src/contracts/labs/fence-messages";

/** Deeply nested programs overflow QuickJS's own stack, which it reports, before they overflow this one, which kills. */
const STACK_MB = 64;
/** QuickJS instances have a memory of their own; this is for the simulator and its recordings. */
const OLD_SPACE_MB = 512;
const YOUNG_SPACE_MB = 48;
const REASON_CHARS_MAX = 1_000;
const LOOK_MS = 100;
const US_PER_MS = 1_000;
const PERMISSION_FLAG = /^--(experimental-)?permission$/;

const tell = (reply: FenceReply, then = () => {}) => process.stdout.write(`${JSON.stringify(reply)}\n`, then);

let isBroken = false;
/** An error of the worker is followed by its exit: the first reason counts. */
function breakOff(reason: string): void {
  if (isBroken) return;
  isBroken = true;
  tell({ kind: "broke", reason: reason.slice(0, REASON_CHARS_MAX) }, () => process.exit(1));
}

/**
 * The thread's own flags leave out what this process needs: a thread that may start threads could start one without
 * any rules (`execArgv: []`).
 */
function startWorker(code: string): Worker {
  const worker = new Worker(code, {
    eval: true,
    env: {},
    execArgv: process.execArgv.filter((flag) => PERMISSION_FLAG.test(flag)),
    // Read by nobody: standard output carries the replies.
    stdout: true,
    stderr: true,
    resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: OLD_SPACE_MB, maxYoungGenerationSizeMb: YOUNG_SPACE_MB },
  });
  worker.on("message", (line: string) => {
    clearInterval(watch);
    process.stdout.write(`${line}\n`);
  });
  worker.on("error", (error: Error) => breakOff(error.message));
  worker.on("exit", () => breakOff("The thread that runs programs ended."));
  return worker;
}

/** Processor time, not the time of day: a machine with much else to do must not change how a run ends. */
function watchOver(cpuMsMax: number): void {
  const before = process.cpuUsage();
  watch = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if (user + system < cpuMsMax * US_PER_MS) return;
    clearInterval(watch);
    tell({ kind: "late", cpuMs: (user + system) / US_PER_MS });
  }, LOOK_MS);
}

let watch: NodeJS.Timeout | undefined;
let running: { readonly worker: Worker; readonly cpuMsMax: number } | null = null;
let begun = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
  const lines = (begun + text).split("\n");
  begun = lines.pop() ?? "";
  for (const line of lines) {
    if (running === null) {
      const { code, cpuMsMax } = JSON.parse(line) as FenceStart;
      running = { worker: startWorker(code), cpuMsMax };
    } else {
      watchOver(running.cpuMsMax);
      running.worker.postMessage(line);
    }
  }
});
/** The supervisor is gone, however it ended. */
process.stdin.on("close", () => {
  process.kill(process.pid, "SIGKILL");
  // In a process namespace of its own it is the first process, which no signal from inside ends.
  process.exit(1);
});
