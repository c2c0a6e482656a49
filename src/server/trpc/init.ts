/** Who may call what. There is no bare procedure to export: every door says who may open it. */
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import type { GuestKeys } from "./guest-keys";
import { Refusal } from "./refuse";

export interface RequestContext {
  /** Who asks; null for somebody who has not signed in. */
  viewer: Viewer | null;
  /** The caller's network address, as the HTTP border saw it: the key of rate limits. */
  clientAddress: string;
  /** Keys of guests that came with the request; absent where no browser asks, and nobody is a guest. */
  guestKeys?: GuestKeys;
  tools: Tools;
}

export type Access = "anyone" | "learner" | "instructor" | "admin";

/** What broke inside stays inside; input that does not fit is told field by field; a refusal keeps its words. */
function wordsFor(error: TRPCError, message: string): string {
  if (error.code === "INTERNAL_SERVER_ERROR") return "Something broke on our side. Nothing was changed. Try again.";
  if (error.cause instanceof z.ZodError) {
    const faults = error.cause.issues.map(({ path, message: fault }) => (path.length === 0 ? fault : `${path.join(".")}: ${fault}`));
    return `That does not fit and nothing was changed. ${faults.join(" ")}`;
  }
  return message;
}

/**
 * Subscriptions come as server-sent events. A stream that stays silent for longer than its pings is taken for dead by
 * the browser, which asks again; after a while it is ended in any case, so that who asks is looked at anew.
 */
const SSE = { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 }, maxDurationMs: 300_000 };

const t = initTRPC
  .context<RequestContext>()
  .meta<{ access: Access }>()
  .create({
    sse: SSE,
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: wordsFor(error, shape.message),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        refusal: error.cause instanceof Refusal ? error.cause.code : null,
      },
    }),
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const signedIn = (allowed: readonly Viewer["role"][]) =>
  t.middleware(({ ctx, next }) => {
    if (ctx.viewer === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to go on." });
    if (!allowed.includes(ctx.viewer.role)) {
      throw new TRPCError({ code: "FORBIDDEN", message: "Your account may not do this." });
    }
    return next({ ctx: { ...ctx, viewer: ctx.viewer } });
  });

/** Open to everybody, signed in or not. */
export const anyoneProcedure = t.procedure.meta({ access: "anyone" });
/** Every account studies, whatever its role. */
export const learnerProcedure = t.procedure.meta({ access: "learner" }).use(signedIn(["learner", "instructor", "admin"]));
/** Instructors and admins; a procedure about one cohort must also check that it is theirs. */
export const instructorProcedure = t.procedure.meta({ access: "instructor" }).use(signedIn(["instructor", "admin"]));
export const adminProcedure = t.procedure.meta({ access: "admin" }).use(signedIn(["admin"]));
