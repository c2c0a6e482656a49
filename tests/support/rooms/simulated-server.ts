/**
 * A live room's home without its socket and its database: it collects commands, commits those of 20 ms at once, and
 * only then tells anybody. What is committed outlives a crash, everything else dies with it.
 */
import type { Done, Frame, Welcome, WireEvent } from "@/contracts/interviews/socket";
import { type Board, EMPTY_BOARD } from "@/domain/interviews/board/board";
import { drawOn } from "@/domain/interviews/board/draw-on";
import type { RoomCommand, RoomEvent, RoomMember } from "@/domain/interviews/room-event";
import type { SeededRandom } from "@/domain/kernel/seeded-random";
import type { Numbered } from "@/features/interviews/room/session-core";
import type { VirtualTime } from "./virtual-time";

const COMMIT_MS = 20;
const DOWN_MS = 400;

/** What the server may be told to do wrong, to see that it is found. */
export type ServerFault = "forgets-last-done" | "answers-before-commit" | "skips-an-event";

export interface ServerLine {
  readonly member: RoomMember;
  readonly clientId: string;
  readonly toClient: (message: ServerMessage) => void;
  readonly cut: () => void;
  /** The next number that is taken: behind it nothing is, until it came. */
  next: number;
  head: number;
}

export type ServerMessage =
  | { readonly kind: "welcome"; readonly welcome: Welcome }
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "done"; readonly done: Done }
  | { readonly kind: "slow"; readonly n: number; readonly retryMs: number };

interface Durable {
  readonly log: { readonly seq: number; readonly by: string; readonly clientId: string; readonly n: number; readonly to: WireEvent["to"]; readonly event: RoomEvent }[];
  readonly lastDone: Map<string, number>;
  board: Board;
}

export class SimulatedServer {
  readonly durable: Durable = { log: [], lastDone: new Map(), board: EMPTY_BOARD };
  /** Every (client, number) that a client was told to be in the log. */
  readonly acknowledged: { readonly clientId: string; readonly n: number }[] = [];
  private lines = new Set<ServerLine>();
  private queue: { readonly line: ServerLine; readonly n: number; readonly command: RoomCommand }[] = [];
  private generation = 0;
  private clients = 0;
  isUp = true;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: SeededRandom,
    private readonly fault: ServerFault | null,
  ) {
  }

  accept(member: RoomMember, clientId: string | null, since: number, toClient: ServerLine["toClient"], cut: () => void): ServerLine {
    const id = clientId ?? `client-${(this.clients += 1)}`;
    // One tab has one line: an older one is a line that nobody has noticed to be dead.
    for (const other of this.lines) if (other.clientId === id) this.hangUp(other);
    const lastDone = this.fault === "forgets-last-done" ? 0 : (this.durable.lastDone.get(id) ?? 0);
    const line: ServerLine = { member, clientId: id, toClient, cut, next: lastDone + 1, head: 0 };
    this.lines.add(line);
    this.acknowledge(id, lastDone);
    const frame = this.frameFor(line, since);
    toClient({ kind: "welcome", welcome: { me: member, clientId: id, lastDone, serverAt: this.time.now, frame, present: [...this.lines].map((other) => other.member.memberId) } });
    return line;
  }

  hangUp(line: ServerLine): void {
    this.lines.delete(line);
    line.cut();
  }

  received(line: ServerLine, commands: readonly Numbered[]): void {
    if (!this.lines.has(line)) return;
    for (const { n, command } of commands) {
      if (n < line.next) continue;
      if (n > line.next || this.chance.index(60) === 0) return line.toClient({ kind: "slow", n: line.next, retryMs: 30 + this.chance.index(100) });
      line.next += 1;
      this.queue.push({ line, n, command });
      if (this.queue.length === 1) this.planCommit();
    }
  }

  /** Kill -9: lines and what was not committed are gone; another process takes over. */
  crash(): void {
    this.generation += 1;
    this.isUp = false;
    this.queue = [];
    for (const line of [...this.lines]) this.hangUp(line);
    this.time.after(DOWN_MS, () => void (this.isUp = true));
  }

  private planCommit(): void {
    const generation = this.generation;
    this.time.after(COMMIT_MS, () => {
      if (generation === this.generation) this.commit();
    });
  }

  private commit(): void {
    const results = new Map<ServerLine, { n: number; refused: string | null }[]>();
    for (const { line, n, command } of this.queue.splice(0)) {
      const refused = this.decide(line, n, command);
      results.set(line, [...(results.get(line) ?? []), { n, refused }]);
    }
    // Committed and not told: what a client must not send into the log again.
    if (results.size > 0 && this.chance.index(40) === 0) return this.crash();
    for (const line of this.lines) {
      if (line.head < this.durable.log.length) {
        const frame = this.frameFor(line, line.head);
        // The guard against slow readers: what it leaves out, it leaves out for good, and the line with it.
        if (this.chance.index(50) === 0) this.time.after(this.chance.index(300), () => this.lines.has(line) && this.hangUp(line));
        else line.toClient({ kind: "frame", frame });
      }
      const done = results.get(line);
      if (done === undefined) continue;
      for (const { n, refused } of done) if (refused === null) this.acknowledged.push({ clientId: line.clientId, n });
      line.toClient({ kind: "done", done: { results: done } });
    }
  }

  private decide(line: ServerLine, n: number, command: RoomCommand): string | null {
    // A line that was hung up may have left in the queue what its successor brings again.
    if (this.fault !== "forgets-last-done" && n <= (this.durable.lastDone.get(line.clientId) ?? 0)) return null;
    this.durable.lastDone.set(line.clientId, n);
    if (this.fault === "answers-before-commit" && this.chance.index(30) === 0) return null;
    if (command.kind === "draw") {
      const drawn = drawOn(this.durable.board, command.patches);
      if (!drawn.ok) return drawn.error;
      this.durable.board = drawn.value;
      this.append(line, n, "all", { kind: "drawn", patches: command.patches });
    } else if (command.kind === "say") this.append(line, n, "all", { kind: "said", text: command.text });
    else if (command.kind === "write-note") this.append(line, n, "own", { kind: "note-written", noteId: command.noteId, text: command.text, audience: "own" });
    else return "not-your-role";
    return null;
  }

  private append(line: ServerLine, n: number, to: WireEvent["to"], event: RoomEvent): void {
    this.durable.log.push({ seq: this.durable.log.length + 1, by: line.member.memberId, clientId: line.clientId, n, to, event });
  }

  private acknowledge(clientId: string, lastDone: number): void {
    for (const { n, ...entry } of this.durable.log) if (entry.clientId === clientId && n <= lastDone) this.acknowledged.push({ clientId, n });
  }

  private frameFor(line: ServerLine, after: number): Frame {
    line.head = this.durable.log.length;
    const visible = this.durable.log.slice(after).filter(({ to, by }) => to === "all" || by === line.member.memberId);
    const events = visible.map(({ seq, by, to, event }) => ({ seq, at: 0, by, to, event: JSON.parse(JSON.stringify(event)) as unknown }));
    return { after, head: line.head, events: this.fault === "skips-an-event" && events.length > 2 ? events.slice(1) : events };
  }
}
