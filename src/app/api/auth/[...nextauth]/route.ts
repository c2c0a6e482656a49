import type { NextRequest } from "next/server";
import { handleAuth } from "@/server/auth/handle-auth";
import { tools } from "@/server/compose";
import { env } from "@/server/platform/env";

const handle = (request: NextRequest) => handleAuth(tools(), env(), request);

export { handle as GET, handle as POST };
