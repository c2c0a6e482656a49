/**
 * How a child process of the starter begins and ends: it says when it is ready, drains when asked,
 * and never outlives its supervisor. Without a supervisor, signals do the same.
 */
import { log } from "./log";

/** Shorter than the supervisor's patience (scripts/lib/supervisor.js), so that a process ends by its own hand. */
const DRAIN_MS_MAX = 3_500;

/** `drain` stops new work and resolves when the old is done. The process ends with code 0 after it. */
export function superviseMe(drain: () => Promise<void>): { ready: () => void } {
  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    log().info({ why }, "stopping");
    const tooLate = setTimeout(() => process.exit(1), DRAIN_MS_MAX);
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        log().error({ err: error }, "drain failed");
        process.exit(1);
      },
    );
    tooLate.unref();
  };
  process.on("message", (message) => {
    if (typeof message === "object" && message !== null && "type" in message && message.type === "stop") stop("asked");
  });
  process.on("disconnect", () => stop("supervisor gone"));
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  return { ready: () => process.send?.({ type: "ready" }) };
}
