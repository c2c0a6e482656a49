/** The weakest level is found by running each schedule on an engine of that level and comparing it with all serial runs. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { anomaliesOf, type ScheduleStep, type ScheduleWorld } from "./isolation-anomaly";

type Level = "read committed" | "snapshot isolation";
type Store = Record<string, readonly string[]>;

/** What each committed transaction read, and the store at the end. Every write leaves its writer's name. */
function run(steps: readonly ScheduleStep[], level: Level) {
  let store: Store = {};
  const snapshots = new Map<string, Store>();
  const own = new Map<string, Store>();
  const reads: Record<string, string[]> = {};
  for (const { by, does, on } of steps) {
    if (!snapshots.has(by)) snapshots.set(by, store);
    const base: Store = level === "read committed" ? store : (snapshots.get(by) as Store);
    const mine = own.get(by) ?? {};
    const now = mine[on] ?? base[on] ?? [];
    if (does === "read" || does === "count") (reads[by] ??= []).push(now.join());
    if (does === "write") own.set(by, { ...mine, [on]: [by] });
    if (does === "insert") own.set(by, { ...mine, [on]: [...now, by] });
    const isSecond = level === "snapshot isolation" && Object.keys(mine).some((key) => store[key] !== (snapshots.get(by) as Store)[key]);
    if (does === "commit" && !isSecond) store = { ...store, ...mine };
    if (does === "abort" || (does === "commit" && isSecond)) reads[by] = ["aborted"];
  }
  return { reads, store };
}

const orders = (names: readonly string[]): string[][] => (names.length === 0 ? [[]] : names.flatMap((name) => orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest])));

function isSerializable(steps: readonly ScheduleStep[], level: Level): boolean {
  const result = run(steps, level);
  const committed = [...new Set(steps.map(({ by }) => by))].filter((name) => result.reads[name]?.[0] !== "aborted");
  const seen = (reads: Record<string, string[]>) => JSON.stringify(committed.map((name) => reads[name] ?? []));
  const text = (store: Store) => JSON.stringify(Object.entries(store).sort());
  return orders(committed).some((order) => {
    const serial = run(order.flatMap((name) => steps.filter(({ by }) => by === name)), level);
    return seen(serial.reads) === seen(result.reads) && text(serial.store) === text(result.store);
  });
}

test("the weakest level under which the schedule gives what some serial order gives", () => {
  for (const { world, truth } of drawnWorlds<ScheduleWorld>("isolation-anomaly", 500)) {
    const level = (["read committed", "snapshot isolation"] as const).find((one) => isSerializable(world.steps, one)) ?? "serializable";
    expect(truth["level"], JSON.stringify(world)).toBe(level);
  }
});

const written = (text: string): ScheduleWorld => ({
  steps: text.split(" ").map((step): ScheduleStep => {
    const [, kind = "", by = "", on = ""] = /^([rwca])(\d)\[?(\w*)/.exec(step) ?? [];
    return { by: `T${by}`, does: ({ r: "read", w: "write", c: "commit", a: "abort" } as const)[kind] ?? "abort", on };
  }),
});

test.each([
  ["w1[x] r2[x] a1 c2", "dirty read"],
  ["r1[x] w2[x] c2 r1[x] c1", "non-repeatable read"],
  ["r1[x] w2[x] w2[y] c2 r1[y] c1", "read skew"],
  ["r1[x] r2[x] w2[x] c2 w1[x] c1", "lost update"],
  ["r1[x] r1[y] r2[x] r2[y] w1[y] w2[x] c1 c2", "write skew"],
])("Berenson et al. 1995: %s is a %s", (text, anomaly) => {
  expect(anomaliesOf(written(text))).toEqual([anomaly]);
});
