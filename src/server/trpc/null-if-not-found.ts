import { TRPCError } from "@trpc/server";

/** What a procedure gives, or null where it says that there is no such thing; every other error goes on. */
export async function nullIfNotFound<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
