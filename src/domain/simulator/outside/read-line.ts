/** What a program outside the simulator prints: one message a line, as in Maelstrom (jepsen-io/maelstrom, doc/protocol.md). */
import { err, ok, type Result } from "../../kernel/result";
import type { Address, Body, Json } from "../message";

export interface SaidMessage {
  readonly dest: Address;
  readonly body: Body;
}

const SHOWN_CHARS_MAX = 200;

/** The message that a node printed, or what is wrong with its line, in words that go on after "n1 stopped:". */
export function readLine(node: Address, line: string): Result<SaidMessage, string> {
  const message = parsed(line);
  if (message === undefined) return err(`it printed a line that is no JSON: ${shownLine(line)}. Only messages go to standard output; what is for people goes to standard error.`);
  const fault = faultOf(node, message);
  if (fault !== null) return err(`it printed a line that is no message: ${shownLine(line)}. ${fault}`);
  const { dest, body } = message as unknown as SaidMessage;
  return ok({ dest, body });
}

/** A line as it was printed, cut where it is long. */
export function shownLine(line: string): string {
  return line.length > SHOWN_CHARS_MAX ? `${line.slice(0, SHOWN_CHARS_MAX)}…` : line === "" ? "(an empty line)" : line;
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);

function faultOf(node: Address, message: Json): string | null {
  if (!isObject(message)) return 'A message is an object with "src", "dest" and "body".';
  const { src, dest, body } = message;
  if (src !== node) return `Its "src" has to be "${node}", the node_id of its init message.`;
  if (typeof dest !== "string") return 'Its "dest" has to be the name of a node, a client or a service.';
  if (!isObject(body) || typeof body["type"] !== "string") return 'Its "body" has to be an object with a "type" that is a text.';
  return null;
}
