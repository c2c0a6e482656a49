import type { TRPCError } from "@trpc/server";
import { log } from "../platform/log";
import { Refusal } from "./refuse";

/** Faults of ours go to the log with their cause; refusals are answers, not faults. */
export function reportError({ error, path }: { error: TRPCError; path: string | undefined }): void {
  if (error.cause instanceof Refusal || error.code !== "INTERNAL_SERVER_ERROR") {
    log().debug({ path, code: error.code }, "refused");
    return;
  }
  log().error({ path, err: error.cause ?? error }, "procedure failed");
}
