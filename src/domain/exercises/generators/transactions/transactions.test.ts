/** The oracles of the topic against stores that really run what was drawn. */
import { describe, expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { LockWorld } from "./deadlock-find";
import type { MvccWorld } from "./mvcc-visible";
import type { OccWorld } from "./occ-validate";
import type { TwoPhaseWorld } from "./twopc-crash";

test("mvcc-visible: a reader that copies the whole committed store when it begins reads the same", () => {
  for (const { world, truth } of drawnWorlds<MvccWorld>("mvcc-visible", 500)) {
    const store = { ...world.initial };
    const pending = new Map<string, [string, number][]>();
    let copy: Record<string, number> = {};
    for (const event of world.events) {
      if (event.kind === "begin") copy = { ...store };
      else if (event.kind === "read") expect(truth[event.id]).toBe(copy[event.key]);
      else if (event.kind === "write" && event.by === "R") copy[event.key] = event.value;
      else if (event.kind === "write") pending.set(event.by, [...(pending.get(event.by) ?? []), [event.key, event.value]]);
      else if (event.kind === "commit") for (const [key, value] of pending.get(event.by) ?? []) store[key] = value;
    }
  }
});

describe("deadlock-find", () => {
  test("the cycle is what stays stuck when everybody who can go on has gone on, and nobody waits for", () => {
    for (const { world, truth } of drawnWorlds<LockWorld>("deadlock-find", 500)) {
      const edges = world.locks.flatMap(({ holders, waiter }) => (waiter === null ? [] : holders.map((holder) => [waiter, holder] as const)));
      let stuck = [...world.transactions];
      const shrink = (keeps: (name: string) => boolean) => {
        for (let size = -1; size !== stuck.length; ) {
          size = stuck.length;
          stuck = stuck.filter(keeps);
        }
      };
      shrink((name) => edges.some(([waiter, holder]) => waiter === name && stuck.includes(holder)));
      const stuckForEver = stuck;
      shrink((name) => edges.some(([waiter, holder]) => holder === name && stuck.includes(waiter)));
      expect(truth["cycle"]).toEqual(stuck);
      expect([...(truth["cycle"] as string[]), ...(truth["behind"] as string[])].sort()).toEqual([...stuckForEver].sort());
      const held = (name: string) => world.locks.filter(({ holders }) => holders.includes(name)).length;
      const best = world.victimRule === "youngest" ? stuck.at(-1) : stuck.find((name) => stuck.every((other) => other === name || held(other) > held(name)));
      expect(truth["victim"]).toBe(best);
    }
  });
});

describe("occ-validate", () => {
  test("version numbers that are noted at the begin and compared at the end decide the same", () => {
    for (const { world, truth } of drawnWorlds<OccWorld>("occ-validate", 500)) {
      const versions = new Map<string, number>();
      const noted = new Map<string, number[]>();
      const current = (items: readonly string[]) => items.map((item) => versions.get(item) ?? 0);
      const moments = world.transactions.flatMap((one) => [{ at: one.begins, one, begins: true }, { at: one.validates, one, begins: false }]);
      for (const { one, begins } of moments.sort((a, b) => a.at - b.at)) {
        if (begins) noted.set(one.name, current(one.reads));
        else {
          const commits = String(noted.get(one.name)) === String(current(one.reads));
          expect(truth[one.name]).toBe(commits ? "commits" : "aborts");
          if (commits) for (const item of one.writes) versions.set(item, (versions.get(item) ?? 0) + 1);
        }
      }
    }
  });

  test("an outcome that a learner wrote is taken over", () => {
    const transactions = [
      { name: "T1", begins: 0, validates: 4, reads: ["a"], writes: ["a"] },
      { name: "T2", begins: 1, validates: 6, reads: ["a"], writes: ["b"] },
    ];
    const { solve } = generatorCalled("occ-validate");
    expect(solve({ transactions })).toEqual({ T1: "commits", T2: "aborts" });
    expect(solve({ transactions }, { T1: "aborts" })).toEqual({ T1: "commits", T2: "commits" });
  });
});

describe("twopc-crash", () => {
  /** Runs the coordinator as a program that is cut off after so many steps. */
  function run({ participants, told, stepsDone }: TwoPhaseWorld) {
    const states = new Map<string, string>(participants.map(({ name }) => [name, "working"]));
    const disk: string[] = [];
    function* coordinator() {
      const votes: string[] = [];
      for (const { name, vote } of participants) {
        states.set(name, vote === "yes" ? "in-doubt" : "aborted");
        votes.push(vote);
        yield;
      }
      disk.push(votes.includes("no") ? "abort" : "commit");
      yield;
      for (const name of told) {
        states.set(name, disk[0] === "commit" ? "committed" : "aborted");
        yield;
      }
    }
    const steps = coordinator();
    for (let step = 0; step < stepsDone; step += 1) steps.next();
    return { ...Object.fromEntries(states), free: [...states].filter(([, state]) => state === "working").map(([name]) => name), restart: disk[0] ?? "abort" };
  }

  test("agrees with a coordinator that is cut off", () => {
    for (const { world, truth } of drawnWorlds<TwoPhaseWorld>("twopc-crash", 500)) expect(truth).toEqual(run(world));
  });
});
