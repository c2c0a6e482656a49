"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { RootRouter } from "@/server/trpc/root";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<RootRouter>();
export { useTRPC, useTRPCClient };

/** True when the server said no (a refusal, a sign-out) and asking again changes nothing. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof TRPCClientError && error.data !== undefined && error.data !== null && error.data.httpStatus < 500;

/** Which refusal it was, where a page has more to say than the server's words; null: none that has a name. */
export const refusalOf = (error: unknown): string | null => (error instanceof TRPCClientError ? ((error.data?.refusal as string | null | undefined) ?? null) : null);

/** The words for an error, for people. Network errors say what was kept. */
export function wordsOf(error: unknown): string {
  if (error instanceof TRPCClientError && error.data) return error.message;
  return "The server cannot be reached. What you typed is still here; try again.";
}

const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => count < 2 && !isRefusal(error) },
    },
  });

const ENDPOINT = "/api/trpc";

const makeTrpcClient = () =>
  createTRPCClient<RootRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: ENDPOINT }),
        false: httpBatchLink({ url: ENDPOINT }),
      }),
    ],
  });

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeTrpcClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
