import { pino, type Logger } from "pino";
import { env } from "./env";

export type Log = Logger;

let root: Log | undefined;

let processName = "web";

/** Says which process this is, before its first line. */
export function logAs(name: string): void {
  processName = name;
}

/** Structured log on stdout, one JSON line an event. Passwords, cookies, tokens and programs are never logged. */
export const log = (): Log =>
  (root ??= pino({
    level: env().LOG_LEVEL,
    base: { process: processName },
    redact: ["*.password", "*.cookie", "*.token", "*.authorization"],
  }));
