import { TRPCError } from "@trpc/server";

type TrpcCode = TRPCError["code"];

/** A refusal on its way out: the code that a feature can tell apart, beside the words for the reader. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Turns a domain refusal into a tRPC error. The table must name every code, so a new refusal cannot be forgotten. */
export function refuse<Code extends string>(
  refusal: { code: Code },
  table: { [C in Code]: { code: TrpcCode; message: string } },
): never {
  const { code, message } = table[refusal.code];
  throw new TRPCError({ code, message, cause: new Refusal(refusal.code, message) });
}
