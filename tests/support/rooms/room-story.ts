/** One seeded story of a room: two to four people draw, talk and lose their line while the server dies now and then. */
import { boardHash } from "@/domain/interviews/board/board-hash";
import { applyPatches } from "@/domain/interviews/board/apply-patches";
import { type Board, EMPTY_BOARD } from "@/domain/interviews/board/board";
import type { Point } from "@/domain/interviews/board/patch";
import type { RoomMember } from "@/domain/interviews/room-event";
import { random, type SeededRandom } from "@/domain/kernel/seeded-random";
import { rectangle, stroke, words } from "../board-elements";
import { type ServerFault, SimulatedServer } from "./simulated-server";
import { type Kept, SimulatedTab, type TabFault } from "./simulated-tab";
import { VirtualTime } from "./virtual-time";

const STORY_MS = 3_000;
/** Long enough for every line to come back and every command to be answered. */
const QUIET_MS = 30_000;
const STEP_MS = 40;
const COLOURS = ["#1e1e1e", "#e03131", "#2f9e44", "#1971c2"];

export interface Story {
  /** What is not as it has to be; nothing: all is well. */
  readonly faults: readonly string[];
  readonly logged: number;
}

/** Plays the story of a seed; a fault is put in on purpose. */
export function playStory(seed: number, fault: ServerFault | TabFault | null = null): Story {
  const story = new RoomStory(seed, fault);
  story.play();
  return { faults: story.faults(), logged: story.server.durable.log.length };
}

const TAB_FAULTS: readonly string[] = ["remote-over-pending", "renumbers-on-reconnect"] satisfies TabFault[];

class RoomStory {
  readonly time = new VirtualTime();
  readonly server: SimulatedServer;
  private readonly chance: SeededRandom;
  private readonly seats: { member: RoomMember; kept: Kept; tab: SimulatedTab }[];
  private readonly found = new Set<string>();
  private drawn = 0;
  private said = 0;
  private readonly tabFault: TabFault | null;

  constructor(seed: number, fault: ServerFault | TabFault | null) {
    this.chance = random(seed, "room story");
    this.tabFault = fault !== null && TAB_FAULTS.includes(fault) ? (fault as TabFault) : null;
    this.server = new SimulatedServer(this.time, random(seed, "server"), this.tabFault === null ? (fault as ServerFault | null) : null);
    this.seats = Array.from({ length: 2 + this.chance.index(3) }, (_, at) => {
      const member: RoomMember = { memberId: `m${at}`, name: `Member ${at}`, role: at === 0 ? "interviewer" : "candidate", isHost: at === 0 };
      const kept: Kept = { clientId: null, commands: [] };
      return { member, kept, tab: this.openTab(member, kept, seed) };
    });
  }

  play(): void {
    for (let at = 0; at < STORY_MS; at += STEP_MS) {
      this.time.runUntil(at);
      for (const seat of this.seats) this.act(seat);
      if (this.chance.index(60) === 0 && this.server.isUp) this.server.crash();
    }
    for (const { tab } of this.seats) {
      tab.isCut = false;
      tab.held.clear();
    }
    this.time.runUntil(STORY_MS + QUIET_MS);
    // What was held until now is exchanged once more.
    for (const { tab } of this.seats) tab.exchange();
    this.time.runUntil(STORY_MS + 2 * QUIET_MS);
    for (const { tab } of this.seats) tab.exchange();
  }

  faults(): readonly string[] {
    this.checkLog();
    for (const { tab } of this.seats) this.checkTab(tab);
    return [...this.found];
  }

  private openTab(member: RoomMember, kept: Kept, seed: number | string): SimulatedTab {
    return new SimulatedTab(member, kept, this.time, random(`${seed}`, `tab of ${member.memberId}`), this.server, this.tabFault);
  }

  private act(seat: (typeof this.seats)[number]): void {
    const { tab } = seat;
    if (this.chance.index(80) === 0) tab.cutLine();
    if (this.chance.index(150) === 0) tab.isCut = !tab.isCut;
    if (tab.isCut && this.chance.index(20) === 0) tab.isCut = false;
    if (this.chance.index(200) === 0) {
      tab.die();
      seat.tab = this.openTab(seat.member, seat.kept, `${this.time.now}`);
      return;
    }
    if (tab.core.me === null) return;
    if (this.chance.index(3) === 0) this.draw(tab);
    if (this.chance.index(25) === 0) tab.core.do({ kind: "say", text: `words ${(this.said += 1)}` });
    if (this.chance.index(25) === 0) tab.core.do({ kind: "write-note", noteId: "n", text: `${tab.member.memberId} only`, audience: "own" });
    if (this.chance.index(40) === 0) tab.core.do({ kind: "pause" });
    if (this.chance.index(8) === 0) this.checkOwnWork(tab);
  }

  private draw(tab: SimulatedTab): void {
    const alive = tab.scene.filter(({ isDeleted }) => !isDeleted);
    const element = alive.length === 0 ? undefined : alive[this.chance.index(alive.length)];
    const what = this.chance.index(10);
    if (element === undefined || what === 0) return this.drawNew(tab);
    if (what <= 3) tab.change(element.id, element.type === "freedraw" && this.chance.index(3) > 0 ? this.grown(element.points as Point[]) : { x: this.chance.index(1_000), y: this.chance.index(1_000) });
    else if (what <= 5) tab.change(element.id, { strokeColor: COLOURS[this.chance.index(COLOURS.length)] });
    else if (what === 6) tab.change(element.id, element.type === "text" ? this.typed() : { width: this.chance.index(300), opacity: this.chance.index(100) });
    else if (what === 7) tab.change(element.id, { boundElements: this.bound(element.boundElements as { id: string }[] | null) });
    else if (what === 8) tab.change(element.id, { isDeleted: this.chance.index(2) === 0 });
    else this.takeHold(tab, element.id, element.type === "freedraw" ? (element.points as Point[]) : null);
  }

  private drawNew(tab: SimulatedTab): void {
    const id = `e${(this.drawn += 1)}`;
    const index = `a${this.chance.index(10)}`;
    const make = [() => rectangle(id, { index }), () => stroke(id, [[0, 0]], { index }), () => words(id, "new", { index })][this.chance.index(3)];
    tab.add((make as () => ReturnType<typeof rectangle>)());
  }

  /** A gesture: what is under the mouse is let go some steps later. Somebody may shorten a stroke that another one holds. */
  private takeHold(tab: SimulatedTab, id: string, points: Point[] | null): void {
    if (points !== null && this.chance.index(3) === 0) return tab.change(id, { points: points.slice(0, 1), pressures: [0.5], width: 1 });
    tab.held.add(id);
    this.time.after(this.chance.index(400), () => tab.held.delete(id));
  }

  private grown(points: readonly Point[]): Record<string, unknown> {
    const more: Point[] = [...points, [this.chance.index(100), this.chance.index(100)]];
    return { points: more, pressures: more.map(() => 0.5), width: more.length };
  }

  private typed(): Record<string, unknown> {
    const text = `typed ${this.chance.index(1_000)}`;
    return { text, originalText: text, width: text.length };
  }

  private bound(members: readonly { id: string }[] | null): unknown[] {
    const id = `arrow-${this.chance.index(4)}`;
    const others = (members ?? []).filter((member) => member.id !== id);
    return others.length === (members ?? []).length ? [...others, { id, type: "arrow" }] : others;
  }

  /** What somebody has drawn never leaves the own scene because it is on its way. */
  private checkOwnWork(tab: SimulatedTab): void {
    tab.exchange();
    if (tab.held.size === 0 && boardHash(tab.shownBoard()) !== boardHash(tab.core.board)) this.found.add("a scene does not show the own unconfirmed work");
  }

  private checkLog(): void {
    const { log, lastDone } = this.server.durable;
    const names = log.map(({ clientId, n }) => `${clientId}/${n}`);
    const said = log.flatMap(({ event }) => (event.kind === "said" ? [event.text] : []));
    if (new Set(names).size < names.length || new Set(said).size < said.length) this.found.add("a command is in the log twice");
    if (log.some(({ seq }, at) => seq !== at + 1)) this.found.add("the log has a gap");
    const inLog = new Set(names);
    if (this.server.acknowledged.some(({ clientId, n }) => !inLog.has(`${clientId}/${n}`))) this.found.add("what was acknowledged is not in the log");
    for (const { kept } of this.seats) {
      if (kept.commands.length > 0) this.found.add("a command was kept and never answered");
      if (kept.clientId !== null && !lastDone.has(kept.clientId)) this.found.add("a command was never taken");
    }
  }

  private checkTab(tab: SimulatedTab): void {
    const folded = this.foldLog();
    const mine = this.server.durable.log.filter(({ to, by }) => to === "all" || by === tab.member.memberId).map(({ seq }) => seq);
    const seen = tab.seen.map(({ seq }) => seq);
    if (tab.core.status !== "live" || tab.core.saved !== "saved") this.found.add("a tab is not live and saved in the end");
    if (JSON.stringify(seen) !== JSON.stringify(mine)) this.found.add("a tab saw other events than the log has for it");
    if (boardHash(tab.core.confirmed) !== boardHash(folded)) this.found.add("a confirmed board is not the fold of the log");
    if (boardHash(tab.core.board) !== boardHash(folded)) this.found.add("a board is not the fold of the log");
    if (boardHash(tab.shownBoard()) !== boardHash(folded)) this.found.add("a scene is not the fold of the log");
  }

  private foldLog(): Board {
    return applyPatches(EMPTY_BOARD, this.server.durable.log.flatMap(({ event }) => (event.kind === "drawn" ? event.patches : [])));
  }
}
