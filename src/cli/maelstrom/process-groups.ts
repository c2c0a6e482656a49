/** Programs that are started in groups of their own, so that they and all that they start can be ended together. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const REAPER = fileURLToPath(new URL("../../../scripts/lib/group-reaper.js", import.meta.url));

export type Program = ChildProcessByStdio<Writable, Readable, null>;

export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** An open file for what it writes to standard error */
  readonly log: number;
}

export class ProcessGroups {
  /** Ends what is left when this process is gone, even if it was killed: nothing else could. */
  private readonly reaper = spawn(process.execPath, [REAPER], { stdio: ["pipe", "ignore", "ignore"], detached: true });

  constructor() {
    this.reaper.unref();
    // A reaper that is gone is missed only by whoever kills this process.
    this.reaper.on("error", () => {});
    this.reaper.stdin.on("error", () => {});
  }

  start({ file, args, cwd, log }: Launch): Program {
    // With an open file in third place the types do not know that the two others are pipes.
    const program = spawn(file, args, { cwd, detached: true, stdio: ["pipe", "pipe", log] }) as Program;
    // What is written to a program that has just ended is lost, as to a node that is down.
    program.stdin.on("error", () => {});
    const { pid } = program;
    if (pid !== undefined) this.reaper.stdin.write(`+${pid}\n`);
    return program;
  }

  /** To the program and all that it has started. */
  signal({ pid }: Program, name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    if (pid === undefined) return;
    try {
      process.kill(-pid, name);
    } catch {
      // It was gone already.
    }
  }

  /** The program has ended: what it started ends with it. */
  forget(program: Program): void {
    this.signal(program, "SIGKILL");
    if (program.pid !== undefined) this.reaper.stdin.write(`-${program.pid}\n`);
  }

  close(): void {
    this.reaper.stdin.end();
  }
}
