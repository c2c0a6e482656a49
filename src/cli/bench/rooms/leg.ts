/** One turn of one server: rooms are filled, some of their members draw for a while, and what arrives where is timed. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Line, openLine } from "./line";
import type { BenchServer } from "./servers";

export interface Load {
  readonly rooms: number;
  readonly members: number;
  /** Of each room. */
  readonly drawers: number;
}

/** What was delivered: one pointer or one update at one member, the sender apart. Latencies in ms, from sending on. */
export interface Leg {
  delivered: number;
  seconds: number;
  cpuMs: number;
  readonly pointers: number[];
  readonly updates: number[];
  readonly acks: number[];
}

export const newLeg = (): Leg => ({ delivered: 0, seconds: 0, cpuMs: 0, pointers: [], updates: [], acks: [] });

const WARM_UP_MS = 1_500;
const MEASURED_MS = 4_000;
const POINTERS_PER_SECOND = 30;
/** Every sixth pointer comes with an update of the drawing. */
const POINTERS_PER_UPDATE = 6;
const UPDATE_CHARS = [900, 1_500, 2_500, 4_000] as const;
/** Sockets that are opened at once. */
const OPENING_MAX = 20;
/** Elements that a drawer changes in turn. */
const ELEMENTS = 20;

interface Drawer {
  readonly line: Line;
  readonly memberId: string;
  /** When its commands were sent, by number. */
  readonly sentAt: number[];
}

/** Plays the load and adds what came of it. */
export async function runLeg(server: BenchServer, load: Load, leg: Leg): Promise<void> {
  let measuring = false;
  const keep = (list: number[], sentAt: number) => {
    if (measuring) list.push(performance.now() - sentAt);
  };
  const lines: Line[] = [];
  const drawers: Drawer[] = [];
  const open = async (address: Parameters<typeof openLine>[0], draws: boolean) => {
    const sentAt: number[] = [];
    const line = await openLine(address, {
      onPointer: (at) => keep(leg.pointers, at),
      onUpdate: (at) => keep(leg.updates, at),
      onDone: (n) => keep(leg.acks, sentAt[n] ?? Number.NaN),
    });
    lines.push(line);
    if (draws) drawers.push({ line, memberId: address.memberId, sentAt });
  };
  for (let room = 0; room < load.rooms; room += 1) {
    const addresses = await server.makeRoom(load.members, load.drawers);
    for (let from = 0; from < addresses.length; from += OPENING_MAX) {
      await Promise.all(addresses.slice(from, from + OPENING_MAX).map((address, index) => open(address, from + index < load.drawers)));
    }
  }
  const stopDrawing = draw(drawers);
  await sleep(WARM_UP_MS);
  const [cpuBefore, startedAt, before] = [await server.cpuMs(), performance.now(), leg.pointers.length + leg.updates.length];
  measuring = true;
  await sleep(MEASURED_MS);
  measuring = false;
  leg.seconds += (performance.now() - startedAt) / 1_000;
  leg.cpuMs += (await server.cpuMs()) - cpuBefore;
  leg.delivered += leg.pointers.length + leg.updates.length - before;
  stopDrawing();
  for (const line of lines) line.close();
}

/** All drawers at their pace, evenly spread over it, until the result is called. */
function draw(drawers: readonly Drawer[]): () => void {
  const everyMs = 1_000 / POINTERS_PER_SECOND;
  const timers: NodeJS.Timeout[] = [];
  drawers.forEach((drawer, index) => {
    let beat = index;
    const step = () => {
      drawer.line.emit("pointer", { x: performance.now(), y: index, tool: "pointer", selected: [] });
      beat += 1;
      if (beat % POINTERS_PER_UPDATE === 0) update(drawer);
    };
    timers.push(setTimeout(() => timers.push(setInterval(step, everyMs)), (index * everyMs) / drawers.length));
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}

function update({ line, memberId, sentAt }: Drawer): void {
  const n = Math.max(1, sentAt.length);
  const now = performance.now();
  sentAt[n] = now;
  const fill = "x".repeat(UPDATE_CHARS[n % UPDATE_CHARS.length] ?? 0);
  const element = {
    id: `${memberId.slice(0, 8)}-${n % ELEMENTS}`, type: "rectangle", index: "a0", isDeleted: false, x: n % 1_000, y: 20, width: 100, height: 50, angle: 0,
    strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid", strokeWidth: 2, strokeStyle: "solid", roughness: 1, opacity: 100,
    seed: 7, groupIds: [], roundness: null, frameId: null, boundElements: [], link: null, locked: false, customData: { sentAt: now, fill },
  };
  line.emit("do", { commands: [{ n, command: { kind: "draw", patches: [{ op: "put", element }] } }] });
}
