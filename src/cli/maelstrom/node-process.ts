/** The process of one node, life after life: each begins when the one before has ended, in the same folder. */
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ProcessGroups, Program } from "./process-groups";

/** Longer lines are none of a protocol. */
const LINE_CHARS_MAX = 1_000_000;
/** A program that has ended may have left something in its pipe; whoever it started may hold that open for ever. */
const DRAIN_MS = 200;
const LAST_WORDS_LINES = 5;
const LAST_WORDS_CHARS = 1_000;

export interface NodeEvents {
  readonly line: (line: string) => void;
  /** It cannot go on by its own fault; in words that go on after "n1 stopped:". */
  readonly failed: (why: string) => void;
  /** The program cannot be started at all. */
  readonly unstartable: (why: string) => void;
}

export interface NodeHome {
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Where its standard error goes */
  readonly logFile: string;
}

export class NodeProcess {
  private program: Program | null = null;
  /** Counts its lives: what an earlier one still prints is not heard. */
  private life = 0;
  private gone: Promise<void> = Promise.resolve();
  /** What is to be written as soon as it runs. */
  private waiting: string[] = [];

  constructor(
    private readonly home: NodeHome,
    private readonly groups: ProcessGroups,
    private readonly events: NodeEvents,
  ) {
    mkdirSync(home.folder, { recursive: true });
    mkdirSync(path.dirname(home.logFile), { recursive: true });
  }

  /** Begins a new life, not before this is settled. */
  start(turn: Promise<void>): void {
    this.life += 1;
    const { life } = this;
    this.waiting = [];
    void Promise.all([this.gone, turn]).then(() => {
      if (life === this.life) this.spawn(life);
    });
  }

  write(line: string): void {
    if (this.program === null) this.waiting.push(line);
    else this.program.stdin.write(`${line}\n`);
  }

  signal(name: "SIGSTOP" | "SIGCONT"): void {
    if (this.program !== null) this.groups.signal(this.program, name);
  }

  /** Ends it without a word; resolves when it is gone. */
  kill(): Promise<void> {
    this.life += 1;
    if (this.program !== null) this.groups.signal(this.program, "SIGKILL");
    this.program = null;
    return this.gone;
  }

  /** What it wrote last to standard error, as a sentence; nothing if it wrote nothing. */
  lastWords(): string {
    const lines = readFileSync(this.home.logFile, "utf8").trimEnd().split("\n").slice(-LAST_WORDS_LINES);
    const words = lines.join("\n").slice(-LAST_WORDS_CHARS);
    return words === "" ? "" : ` Its last words on standard error:\n${words}`;
  }

  private spawn(life: number): void {
    const { file, args, folder, logFile } = this.home;
    const log = openSync(logFile, "a");
    const program = this.groups.start({ file, args, cwd: folder, log });
    closeSync(log);
    this.program = program;
    this.listen(program, life);
    this.gone = new Promise((resolve) => {
      program.once("error", (problem) => {
        this.events.unstartable(problem.message);
        resolve();
      });
      program.once("exit", (code, signal) => {
        this.groups.forget(program);
        resolve();
        this.afterLastLine(program, () => this.ended(life, signal === null ? `it ended with exit code ${code ?? 0}.` : `it was ended by ${signal}.`));
      });
    });
    for (const line of this.waiting) this.write(line);
    this.waiting = [];
  }

  private listen({ stdout }: Program, life: number): void {
    let begun = "";
    stdout.setEncoding("utf8");
    stdout.on("data", (text: string) => {
      const [first = "", ...rest] = text.split("\n");
      const lines = [begun + first, ...rest];
      begun = lines.pop() ?? "";
      for (const line of lines) if (life === this.life) this.events.line(line);
      if (begun.length > LINE_CHARS_MAX && life === this.life) this.events.failed(`it printed more than ${LINE_CHARS_MAX} characters in one line.`);
    });
    // The last line may have no end.
    stdout.on("end", () => {
      if (begun !== "" && life === this.life) this.events.line(begun);
    });
  }

  private afterLastLine({ stdout }: Program, then: () => void): void {
    if (stdout.readableEnded) return then();
    const patience = setTimeout(then, DRAIN_MS);
    stdout.once("close", () => {
      clearTimeout(patience);
      then();
    });
  }

  private ended(life: number, how: string): void {
    if (life !== this.life) return;
    this.program = null;
    this.events.failed(`${how}${this.lastWords()}`);
  }
}
