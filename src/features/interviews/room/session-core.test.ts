import { describe, expect, test } from "vitest";
import { COMMANDS_MAX, type Frame, type Welcome, type WireEvent } from "@/contracts/interviews/socket";
import type { BoardPatch } from "@/domain/interviews/board/patch";
import type { RoomCommand, RoomEvent } from "@/domain/interviews/room-event";
import { rectangle } from "../../../../tests/support/board-elements";
import { IN_FLIGHT_MAX } from "./next-batch";
import { type Left, type Numbered, SessionCore } from "./session-core";

const ME = { memberId: "m1", name: "Mara", role: "candidate" as const, isHost: false };
const say = (text: string): RoomCommand => ({ kind: "say", text });
const draw = (...patches: BoardPatch[]): RoomCommand => ({ kind: "draw", patches });
const drawn = (seq: number, ...patches: BoardPatch[]): WireEvent => ({ seq, at: 0, by: "m2", to: "all", event: { kind: "drawn", patches } satisfies RoomEvent });
const said = (seq: number): WireEvent => ({ seq, at: 0, by: "m2", to: "all", event: { kind: "said", text: `event ${seq}` } satisfies RoomEvent });
const frame = (after: number, head: number, ...events: WireEvent[]): Frame => ({ after, head, events });
const welcome = (more: Partial<Welcome> = {}): Welcome => ({ me: ME, clientId: "c1", lastDone: 0, serverAt: 0, frame: frame(0, 0), present: ["m1"], ...more });
const done = (...numbers: number[]) => ({ results: numbers.map((n) => ({ n, refused: null })) });

/** A session whose storage keeps at once unless told to wait. */
function bench(left: Left = { clientId: null, commands: [] }) {
  const seen = { connects: [] as number[], sent: [] as number[][], forgotten: [] as number[], events: [] as number[], refused: [] as string[], replaced: [] as (readonly Numbered[])[], hangUps: 0 };
  const timers: { work: () => void; ms: number; cancelled: boolean }[] = [];
  const waiting: (() => void)[] = [];
  const storage = { waits: false };
  const core = new SessionCore(left, {
    connect: (since) => seen.connects.push(since),
    disconnect: () => (seen.hangUps += 1),
    send: (commands) => seen.sent.push(commands.map(({ n }) => n)),
    keep: (_clientId, _commands, kept) => (storage.waits ? void waiting.push(kept) : kept()),
    replace: (_before, _clientId, commands, kept) => {
      seen.replaced.push(commands);
      kept();
    },
    forget: (_clientId, upTo) => seen.forgotten.push(upTo),
    later: (work, ms) => {
      const timer = { work, ms, cancelled: false };
      timers.push(timer);
      return () => void (timer.cancelled = true);
    },
    random: () => 0,
    onEvent: ({ seq }) => seen.events.push(seq),
    onRefused: (_command, code) => seen.refused.push(code),
    onChange: () => undefined,
  });
  core.open();
  return { core, seen, timers, waiting, storage };
}

function live(left?: Left, more?: Partial<Welcome>) {
  const opened = bench(left);
  opened.core.welcomed(welcome(more));
  return opened;
}

describe("SessionCore", () => {
  test("[SE1] commands are numbered in order and sent once", () => {
    const { core, seen } = live();
    core.do(say("one"));
    core.do(say("two"));
    expect(seen.sent).toEqual([[1], [2]]);
    core.done(done(1));
    expect(seen.sent).toEqual([[1], [2]]);
  });

  test("[SE2] nothing is sent before it is kept, and what was answered is let go", () => {
    const { core, seen, storage, waiting } = live();
    storage.waits = true;
    core.do(say("one"));
    expect(seen.sent).toEqual([]);
    waiting[0]?.();
    expect(seen.sent).toEqual([[1]]);
    core.done(done(1));
    expect(seen.forgotten).toEqual([1]);
  });

  test("[SE2] [SE3] what a dead tab left is sent, but what the room has", () => {
    const left = { clientId: "c1", commands: [4, 5, 6].map((n) => ({ n, command: say(`${n}`) })) };
    const { core, seen } = live(left, { lastDone: 4 });
    expect([seen.sent, seen.forgotten]).toEqual([[[5, 6]], [4]]);
    core.do(say("next"));
    expect(seen.sent.at(-1)).toEqual([7]);
  });

  test("[SE3] a new line sends again what is pending, and numbers go on behind what the room has", () => {
    const { core, seen, timers } = live();
    core.do(say("one"));
    core.do(say("two"));
    core.lost();
    core.do(say("three"));
    timers[0]?.work();
    core.welcomed(welcome({ lastDone: 1 }));
    expect(seen.sent).toEqual([[1], [2], [2, 3]]);
  });

  test("[SE4] a frame with a gap before it opens the line anew from what is here", () => {
    const { core, seen } = live();
    core.framed(frame(0, 2, said(1), said(2)));
    core.framed(frame(3, 4, said(4)));
    expect([seen.connects, seen.hangUps, seen.events]).toEqual([[0, 2], 1, [1, 2]]);
    core.framed(frame(4, 5, said(5)));
    expect(seen.events).toEqual([1, 2]);
  });

  test("[SE4] events that are known are not told twice; hidden ones move the head", () => {
    const { core, seen } = live();
    core.framed(frame(0, 3, said(1)));
    core.framed(frame(1, 4, said(2), said(4)));
    expect(seen.events).toEqual([1, 4]);
  });

  test("[SE5] what is pending lies over what comes from others", () => {
    const { core } = live();
    core.framed(frame(0, 1, drawn(1, { op: "put", element: rectangle("r") })));
    core.do(draw({ op: "set", id: "r", fields: { x: 99 } }));
    core.framed(frame(1, 2, drawn(2, { op: "set", id: "r", fields: { x: 5, strokeColor: "#e03131" } })));
    expect(core.board.get("r")).toMatchObject({ x: 99, strokeColor: "#e03131" });
    expect(core.confirmed.get("r")).toMatchObject({ x: 5 });
    core.done({ results: [{ n: 1, refused: "malformed-patch" }] });
    expect(core.board.get("r")).toMatchObject({ x: 5 });
  });

  test("a refusal is told with its reason", () => {
    const { core, seen } = live();
    core.do({ kind: "pause" });
    core.done({ results: [{ n: 1, refused: "not-your-role" }] });
    expect([seen.refused, core.saved]).toEqual([["not-your-role"], "saved"]);
  });

  test("[SE6] slow takes back from its number on, and nothing new is sent before its time", () => {
    const { core, seen, timers } = live();
    for (const text of ["one", "two", "three"]) core.do(say(text));
    core.slowed({ n: 2, retryMs: 70 });
    core.do(say("four"));
    expect(seen.sent).toEqual([[1], [2], [3]]);
    expect(timers[0]?.ms).toBe(70);
    timers[0]?.work();
    expect(seen.sent.at(-1)).toEqual([2, 3, 4]);
  });

  test("[SE6] a long absence comes back in batches, and no more than so many at once", () => {
    const commands = Array.from({ length: IN_FLIGHT_MAX + 30 }, (_, at) => ({ n: at + 1, command: say("x") }));
    const { core, seen } = live({ clientId: "c1", commands });
    expect(seen.sent.map((batch) => batch.length)).toEqual([COMMANDS_MAX, COMMANDS_MAX]);
    core.done(done(...commands.slice(0, 40).map(({ n }) => n)));
    expect(seen.sent.at(-1)).toHaveLength(30);
  });

  test("[SE7] a line is opened again later and later, and at once when the network is back", () => {
    const { core, seen, timers } = bench();
    for (let failure = 0; failure < 6; failure += 1) {
      core.lost();
      timers.at(-1)?.work();
    }
    expect(timers.map(({ ms }) => ms)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000]);
    core.lost();
    core.hurry();
    expect(seen.connects).toHaveLength(8);
    expect(timers.at(-1)?.cancelled).toBe(true);
  });

  test("[SE8] who was removed opens no line again and keeps nothing", () => {
    const { core, seen } = live();
    core.do(say("one"));
    core.wasRemoved("removed");
    core.open();
    core.hurry();
    expect([core.status, core.saved, seen.connects, seen.forgotten, core.do(say("two"))]).toEqual(["removed", "saved", [0], [1], false]);
  });

  test("[SE8] who was signed out opens no line again, and what waits stays kept", () => {
    const { core, seen } = live();
    core.do(say("one"));
    core.wasRemoved("signed-out");
    core.open();
    core.hurry();
    expect([core.status, core.saved, seen.connects, seen.forgotten, core.do(say("two"))]).toEqual(["signed-out", "offline", [0], [], false]);
  });

  test("[SE9] before the first welcome nothing can be done", () => {
    const { core, seen } = bench({ clientId: "c1", commands: [] });
    expect(core.do(say("one"))).toBe(false);
    core.welcomed(welcome({ lastDone: 9 }));
    core.do(say("one"));
    expect(seen.sent).toEqual([[10]]);
  });

  test.each([
    ["behind a number that was never kept", "c1", 3],
    ["under a new name", "c0", 0],
  ])("[SE9] what stands %s moves up", (_name, clientId, lastDone) => {
    const left = { clientId, commands: [5, 6].map((n) => ({ n, command: say(`${n}`) })) };
    const { seen } = live(left, { lastDone });
    expect(seen.sent).toEqual([[lastDone + 1, lastDone + 2]]);
    expect(seen.replaced[0]?.map(({ n, command }) => [n, command])).toEqual([[lastDone + 1, say("5")], [lastDone + 2, say("6")]]);
  });

  test("[SE10] how safe the work is follows from what is pending and from the line", () => {
    const { core } = live();
    expect([core.status, core.saved]).toEqual(["live", "saved"]);
    core.do(say("one"));
    expect(core.saved).toBe("saving");
    core.lost();
    expect([core.status, core.saved]).toEqual(["offline", "offline"]);
  });

  test("the room's end is a status, and people come and go", () => {
    const { core } = live();
    const member = { ...ME, memberId: "m2" };
    core.framed(frame(0, 2, { ...said(1), event: { kind: "joined", member } }, { ...said(2), event: { kind: "ended" } }));
    expect([core.present, core.status]).toEqual([["m1", "m2"], "ended"]);
    core.framed(frame(2, 3, { ...said(3), event: { kind: "left", memberId: "m2" } }));
    expect(core.present).toEqual(["m1"]);
  });
});
