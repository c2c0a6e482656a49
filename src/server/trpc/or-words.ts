import { TRPCError } from "@trpc/server";
import { nullIfNotFound } from "./null-if-not-found";

/** What a procedure gives; null where there is no such thing; the words of a refusal where it cannot be had now. Every other error goes on. */
export async function orWords<T>(answer: Promise<T>): Promise<{ value: T } | { words: string } | null> {
  try {
    const value = await nullIfNotFound(answer);
    return value === null ? null : { value };
  } catch (error) {
    if (error instanceof TRPCError && error.code === "CONFLICT") return { words: error.message };
    throw error;
  }
}
