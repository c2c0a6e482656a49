/** The context of a request that came through Next: for the HTTP endpoint and for server components alike. */
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { currentViewer } from "../auth/current-viewer";
import { tools } from "../compose";
import { env } from "../platform/env";
import { guestKeysIn } from "./guest-keys";
import type { RequestContext } from "./init";
import { createCaller } from "./root";

export const requestContext = cache(async (): Promise<RequestContext> => ({
  viewer: await currentViewer(),
  clientAddress: (await headers()).get("x-client-address") ?? "unknown",
  guestKeys: guestKeysIn(await cookies(), env()),
  tools: tools(),
}));

/** Calls procedures from a server component, through the same doors as the browser. */
export const caller = cache(async () => createCaller(await requestContext()));
