import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { requestContext } from "@/server/trpc/context";
import { reportError } from "@/server/trpc/report-error";
import { rootRouter } from "@/server/trpc/root";

const handle = (req: Request) =>
  fetchRequestHandler({ endpoint: "/api/trpc", req, router: rootRouter, createContext: requestContext, onError: reportError });

export { handle as GET, handle as POST };
