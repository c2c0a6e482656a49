/** What the formats have in common: operations as they stand in the file, each with its line. */
import { z } from "zod";
import type { Json } from "@/domain/simulator/message";
import { Unreadable } from "./source-text";

/** One line of a history. */
export interface RawEvent {
  readonly line: number;
  /** -1: not a client (the nemesis). */
  readonly process: number;
  readonly type: "invoke" | "ok" | "fail" | "info";
  readonly f: string;
  readonly value: Json;
  /** Of histories that have the key beside the value. */
  readonly key?: Json;
  readonly timeNs?: number;
}

const NOT_A_CLIENT = -1;
/** Histories of transactions may leave out what every operation is. */
const TRANSACTION = "txn";

/** The fields of Jepsen's operations that mean something here. Everything else in them may be anything. */
const eventShape = z.object({
  process: z.union([z.number().int(), z.string(), z.null()]).default(0),
  type: z.enum(["invoke", "ok", "fail", "info"], { error: "has a :type that is none of :invoke, :ok, :fail, :info" }),
  f: z.union([z.string(), z.null()]).default(null),
  value: z.custom<Json>().default(null),
  key: z.custom<Json>().optional(),
  time: z.number().optional().catch(undefined),
});

/** Null: not an operation of a client. Throws Unreadable. */
export function eventOf(value: Json, line: number): RawEvent | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unreadable(line, "an operation must be a map with :process, :type, :f and :value");
  const parsed = eventShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Unreadable(line, `the operation ${issue?.path[0] === "type" ? issue.message : `has no :${String(issue?.path[0])} that can be read`}`);
  }
  const { process, type, f, value: given, key, time } = parsed.data;
  const client = typeof process === "number" ? process : process === null ? 0 : NOT_A_CLIENT;
  if (client < 0) return null;
  return { line, process: client, type, f: f ?? TRANSACTION, value: given, ...(key === undefined ? {} : { key }), ...(time === undefined ? {} : { timeNs: time }) };
}
