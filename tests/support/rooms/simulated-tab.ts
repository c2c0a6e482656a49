/** One tab of a browser in a simulated room: the real session and board sync, with a socket, a storage and a scene that are not. */
import type { WireEvent } from "@/contracts/interviews/socket";
import type { BoardElement } from "@/domain/interviews/board/patch";
import type { RoomMember } from "@/domain/interviews/room-event";
import type { SeededRandom } from "@/domain/kernel/seeded-random";
import { BoardSync, type SceneElement, travelling } from "@/features/interviews/board/board-sync";
import { type Left, type Numbered, SessionCore } from "@/features/interviews/room/session-core";
import type { ServerLine, ServerMessage, SimulatedServer } from "./simulated-server";
import type { VirtualTime } from "./virtual-time";

const SYNC_MS = 50;

/** What a tab may be told to do wrong, to see that it is found. */
export type TabFault = "remote-over-pending" | "renumbers-on-reconnect";

/** What of a browser outlives a tab. */
export interface Kept {
  clientId: string | null;
  commands: Numbered[];
}

const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export class SimulatedTab {
  readonly core: SessionCore;
  readonly sync = new BoardSync();
  readonly seen: WireEvent[] = [];
  readonly refusals: string[] = [];
  scene: readonly SceneElement[] = [];
  /** What the mouse is at. */
  readonly held = new Set<string>();
  isClosed = false;
  /** A connection that can be made or not. */
  isCut = false;
  private line: { server: ServerLine | null; open: boolean } | null = null;
  private lastUp = 0;
  private lastDown = 0;
  private lastStored = 0;
  private isSyncPlanned = false;

  constructor(
    readonly member: RoomMember,
    readonly kept: Kept,
    private readonly time: VirtualTime,
    private readonly chance: SeededRandom,
    private readonly server: SimulatedServer,
    private readonly fault: TabFault | null,
  ) {
    const left: Left = { clientId: kept.clientId, commands: kept.commands };
    this.core = new SessionCore(left, {
      connect: (since) => this.connect(since),
      disconnect: () => this.cutLine(false),
      send: (commands) => this.send(commands),
      keep: (clientId, commands, done) => this.store(() => this.keepThem(clientId, [...kept.commands, ...copied(commands)], done)),
      replace: (_before, clientId, commands, done) => this.store(() => this.keepThem(clientId, [...copied(commands)], done)),
      forget: (_clientId, upTo) => this.store(() => void (kept.commands = kept.commands.filter(({ n }) => n > upTo))),
      later: (work, ms) => time.after(ms, () => !this.isClosed && work()),
      random: () => chance.fraction(),
      onEvent: (event) => this.seen.push(event),
      onRefused: (command, code) => {
        this.refusals.push(code);
        if (command.kind === "draw") this.sync.refused(command.patches, this.core.confirmed, this.held);
      },
      onChange: () => this.planSync(),
    });
    this.core.open();
  }

  /** The tab is closed without a word, as a browser that dies closes it. */
  die(): void {
    this.isClosed = true;
    this.cutLine(false);
  }

  /** The network under the tab breaks; both ends hear of it later. */
  cutLine(told = true): void {
    const line = this.line;
    this.line = null;
    if (line === null || !line.open) return;
    line.open = false;
    const { server } = line;
    if (server !== null) this.time.after(this.chance.index(200), () => this.server.hangUp(server));
    if (told) this.time.after(this.chance.index(200), () => !this.isClosed && this.line === null && this.core.lost());
  }

  /** Reads the scene as Excalidraw's onChange would hand it over, and shows what came. */
  exchange(): void {
    if (this.isClosed || this.core.me === null) return;
    const patches = this.sync.drawn(this.scene);
    if (patches.length > 0) this.core.do({ kind: "draw", patches: copied(patches) });
    const board = this.fault === "remote-over-pending" ? this.core.confirmed : this.core.board;
    this.scene = this.sync.merged(this.scene, board, this.held) ?? this.scene;
  }

  /** What the scene shows as the board would have it. */
  shownBoard(): ReadonlyMap<string, BoardElement> {
    return new Map(this.scene.filter(({ id }) => this.core.board.has(id)).map((element) => [element.id, travelling(element)]));
  }

  /** Changes one element in place, as Excalidraw does. */
  change(id: string, fields: Record<string, unknown>): void {
    const element = this.scene.find((other) => other.id === id);
    if (element === undefined) return;
    Object.assign(element, structuredClone(fields), { version: element.version + 1, versionNonce: this.chance.index(1_000) });
    this.planSync();
  }

  add(element: BoardElement): void {
    this.scene = [...this.scene, { ...structuredClone(element), version: 1, versionNonce: 1, updated: 1 } as SceneElement];
    this.planSync();
  }

  private planSync(): void {
    if (this.isSyncPlanned) return;
    this.isSyncPlanned = true;
    this.time.after(SYNC_MS, () => {
      this.isSyncPlanned = false;
      this.exchange();
    });
  }

  /** One transaction after the other, as IndexedDB does. */
  private store(work: () => void): void {
    this.lastStored = Math.max(this.lastStored, this.time.now) + this.chance.index(8);
    this.time.after(this.lastStored - this.time.now, () => !this.isClosed && work());
  }

  private keepThem(clientId: string, commands: Numbered[], done: () => void): void {
    this.kept.clientId = clientId;
    this.kept.commands = commands;
    done();
  }

  private connect(since: number): void {
    const line: { server: ServerLine | null; open: boolean } = { server: null, open: true };
    this.line = line;
    const failed = () => this.line === line && !this.isClosed && ((this.line = null), (line.open = false), this.core.lost());
    // The ticket, then the upgrade.
    this.time.after(this.latency() + this.latency(), () => {
      if (!line.open) return;
      if (this.isCut || !this.server.isUp) return void failed();
      const toClient = (message: ServerMessage) => this.deliver(() => line.open && this.line === line && this.hear(message));
      const cut = () => void this.time.after(this.chance.index(50), failed);
      const clientId = this.fault === "renumbers-on-reconnect" ? null : this.knownId();
      line.server = this.server.accept(this.member, clientId, since, toClient, cut);
    });
  }

  private knownId(): string | null {
    return this.heardId ?? this.kept.clientId;
  }

  private heardId: string | null = null;

  private hear(message: ServerMessage): void {
    if (this.isClosed) return;
    const text = copied(message);
    if (text.kind === "welcome") {
      this.heardId = text.welcome.clientId;
      this.core.welcomed(text.welcome);
    } else if (text.kind === "frame") this.core.framed(text.frame);
    else if (text.kind === "done") this.core.done(text.done);
    else this.core.slowed(text);
  }

  private send(commands: readonly Numbered[]): void {
    const { line } = this;
    const server = line?.server;
    if (line === null || server === null || server === undefined) return;
    const copy = copied(commands);
    const at = Math.max(this.time.now + this.latency(), this.lastUp);
    this.lastUp = at;
    this.time.after(at - this.time.now, () => line.open && this.server.received(server, copy));
  }

  /** In the order of sending, each a little later, as over one socket. */
  private deliver(work: () => void): void {
    const at = Math.max(this.time.now + this.latency(), this.lastDown);
    this.lastDown = at;
    this.time.after(at - this.time.now, work);
  }

  private latency(): number {
    return 1 + this.chance.index(this.chance.index(8) === 0 ? 400 : 40);
  }
}
