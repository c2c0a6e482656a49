/** What a member's socket asks for: read, weighed, and handed to the room in its own order. */
import { z } from "zod";
import { COMMANDS_MAX, type DoMessage, RoomCommandSchema } from "@/contracts/interviews/socket";
import type { RoomCommand } from "@/domain/interviews/room-event";
import { log } from "@/server/platform/log";
import type { Connection } from "./connection";
import { RATES, RETRY_MS_MIN } from "./limits";
import { refusals } from "./metrics";
import type { OpenRoom } from "./rooms";
import { makeTokenBucket, type TokenBucket } from "./token-bucket";

/** As DoMessage, but what is wrong with one command costs that command alone. */
const Envelope = z.strictObject({ commands: z.array(z.strictObject({ n: z.int().min(1), command: z.unknown() })).min(1).max(COMMANDS_MAX) });
type Numbered = { readonly n: number; readonly command: unknown };

/** JSON writes U+0000 and half surrogates as escapes; PostgreSQL's jsonb keeps neither. */
const UNKEEPABLE = /\\u(0000|d[89a-f][0-9a-f]{2})/i;

/** The command, or null for one that cannot be read or kept. */
export function readCommand(given: unknown): DoMessage["commands"][number]["command"] | null {
  const parsed = RoomCommandSchema.safeParse(given);
  if (!parsed.success) return null;
  return UNKEEPABLE.test(JSON.stringify(parsed.data).replaceAll("\\\\", "")) ? null : parsed.data;
}

export interface CommandIntake {
  /** False: the message is not one of this protocol. */
  readonly take: (message: unknown) => boolean;
  /** Counts what came over the wire. */
  readonly weigh: (bytes: number) => void;
}

export function openCommandIntake(room: OpenRoom, { socket, member, clientId }: Connection, lastDone: number): CommandIntake {
  const now = () => performance.now();
  const buckets = { commands: makeTokenBucket(RATES.commands, now), chat: makeTokenBucket(RATES.chat, now), bytes: makeTokenBucket(RATES.bytes, now) };
  const { host } = room;

  function take(message: unknown): boolean {
    const envelope = Envelope.safeParse(message);
    if (!envelope.success) return false;
    const repeated: number[] = [];
    for (const { n, command } of envelope.data.commands) {
      const progress = host.meet(clientId, lastDone);
      if (n <= progress.done) repeated.push(n);
      if (n <= progress.taken) continue;
      const retryMs = n > progress.taken + 1 || host.isFull ? RETRY_MS_MIN : tooMuch(buckets, command);
      if (retryMs > 0) {
        socket.emit("slow", { n: progress.taken + 1, retryMs: Math.max(retryMs, RETRY_MS_MIN) });
        break;
      }
      askFor({ n, command });
    }
    if (repeated.length > 0) socket.emit("done", { results: repeated.map((n) => ({ n, refused: null })) });
    return true;
  }

  function askFor({ n, command }: Numbered): void {
    const read = readCommand(command);
    if (read !== null) return host.ask(clientId, member, n, read as RoomCommand);
    refusals.inc({ reason: "malformed-command" });
    log().warn({ roomId: room.roomId, memberId: member.memberId, n }, "command malformed");
    host.refuse(clientId, n, "malformed");
  }

  return { take, weigh: buckets.bytes.spend };
}

/** How long this command has to wait for those before it; 0: not at all. */
function tooMuch(buckets: Record<"commands" | "chat" | "bytes", TokenBucket>, command: unknown): number {
  const isChat = typeof command === "object" && command !== null && "kind" in command && command.kind === "say";
  return buckets.bytes.take(0) || buckets.commands.take(1) || (isChat ? buckets.chat.take(1) : 0);
}
