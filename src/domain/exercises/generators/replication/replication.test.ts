/** The oracles of the topic against enumeration, definitions and the product's checkers. */
import { expect, test } from "vitest";
import { checkLinearizable } from "@/domain/checkers/linearizability/check-linearizable";
import { accessesOfRegisters } from "@/domain/checkers/sessions/access";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { isCausalMemory, isSequential } from "../../../../../tests/support/register-oracles";
import type { HistoryWorld } from "./history-linearizable";
import type { ModelWorld } from "./history-model";
import type { IsrWorld } from "./isr-high-watermark";
import { checkedOperations, type RegisterOperation } from "./register-history";
import type { SessionStep, SessionWorld } from "./session-guarantees";
import type { SloppyWorld } from "./sloppy-quorum";
import type { StaleWorld } from "./stale-reads";
import type { SiblingsWorld } from "./version-siblings";

const subsets = <T>(things: readonly T[]): T[][] => things.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

/** Tries all orders that keep real time, by taking whatever may come next. */
function hasOrder(left: readonly RegisterOperation[], value = 0): boolean {
  if (left.length === 0) return true;
  return left.some((next) => {
    if (left.some((other) => other.to < next.from)) return false;
    if (next.does === "read" && next.value !== value) return false;
    return hasOrder(left.filter((other) => other !== next), next.does === "write" ? next.value : value);
  });
}

/** Whether what was known by a time fits some order: writes under way may have taken effect or not. */
const fitsUntil = (operations: readonly RegisterOperation[], at: number): boolean =>
  subsets(operations.filter(({ does, from, to }) => does === "write" && from < at && to > at)).some((effective) =>
    hasOrder([...operations.filter(({ to }) => to <= at), ...effective.map((one) => ({ ...one, to: Number.POSITIVE_INFINITY }))]),
  );

test("history-linearizable: agrees with a trial of all orders, of the whole and of every beginning", () => {
  for (const { world, truth } of drawnWorlds<HistoryWorld>("history-linearizable", 300)) {
    expect(truth["verdict"]).toBe(hasOrder(world.operations) ? "linearizable" : "not linearizable");
    const first = [...world.operations].sort((one, other) => one.to - other.to).find(({ to }) => !fitsUntil(world.operations, to));
    expect(truth["first"]).toEqual(first === undefined ? [] : [first.id]);
  }
});

test("history-model: agrees with a trial of all orders, and with the definitions of the two models without a clock", () => {
  for (const { world, truth } of drawnWorlds<ModelWorld>("history-model", 150)) {
    const accesses = accessesOfRegisters(checkedOperations(world.operations), false);
    const weaker = isSequential(accesses) ? "sequential" : isCausalMemory(accesses) ? "causal" : "none of these";
    expect(truth["model"]).toBe(hasOrder(world.operations) ? "linearizable" : weaker);
  }
});

test("stale-reads: a read is stale if the writes and it alone are not linearizable", () => {
  for (const { world, truth } of drawnWorlds<StaleWorld>("stale-reads", 200)) {
    const writes = world.operations.filter(({ does }) => does === "write");
    for (const read of world.operations.filter(({ does }) => does === "read")) {
      const { verdict } = checkLinearizable(checkedOperations([...writes, read]), { object: "register" });
      expect(truth[read.id]).toBe(verdict === "valid" ? "fresh" : "stale");
    }
  }
});

test("session-guarantees: the definitions, for every pair of an earlier and a later step", () => {
  const NAMES = { "write/read": "read-your-writes", "read/read": "monotonic-reads", "write/write": "monotonic-writes", "read/write": "writes-follow-reads" } as const;
  const broken = (one: SessionStep, later: SessionStep) => (one.does === "write" ? [one.id] : one.applied).some((name) => !later.applied.includes(name));
  for (const { world, truth } of drawnWorlds<SessionWorld>("session-guarantees", 500)) {
    const found = world.steps.flatMap((later, place) => world.steps.slice(0, place).filter((one) => broken(one, later)).map((one) => ({ step: later.id, name: NAMES[`${one.does}/${later.does}`] })));
    expect({ step: truth["step"], guarantee: truth["guarantee"] }).toEqual({ step: found[0]?.step, guarantee: found[0]?.name });
    expect([...(truth["all"] as string[])].sort()).toEqual([...new Set(found.map(({ name }) => name))].sort());
  }
});

test("version-siblings: what stays is what no later version's past contains, and a vector counts the past", () => {
  for (const { world, truth } of drawnWorlds<SiblingsWorld>("version-siblings", 500)) {
    const pastOf = (ids: readonly string[]): Set<string> => {
      const past = new Set(ids);
      for (const id of past) for (const before of world.puts.find((put) => put.id === id)?.context ?? []) past.add(before);
      return past;
    };
    const count = (ids: readonly string[]) => world.nodes.map((node) => world.puts.filter((put) => put.node === node && pastOf(ids).has(put.id)).length);
    const replaced = pastOf(world.puts.flatMap(({ context }) => context));
    const stay = world.puts.map(({ id }) => id).filter((id) => !replaced.has(id));
    expect(truth["siblings"]).toEqual(stay);
    expect(truth["last"]).toEqual(count([world.puts.at(-1)?.id ?? ""]));
    expect(truth["merge"]).toEqual(count(stay).map((value, place) => (place === 0 ? value + 1 : value)));
  }
});

test("sloppy-quorum: a walk step by step, and every choice of R home nodes", () => {
  for (const { world, truth } of drawnWorlds<SloppyWorld>("sloppy-quorum", 500)) {
    const holders: string[] = [];
    for (const name of world.ring) if (holders.length < world.copies && !world.down.includes(name)) holders.push(name);
    const homes = world.ring.slice(0, world.copies);
    expect([...(truth["home"] as string[]), ...(truth["standIns"] as string[])].sort()).toEqual([...holders].sort());
    expect((truth["home"] as string[]).every((name) => homes.includes(name))).toBe(true);
    expect((truth["standIns"] as string[]).some((name) => homes.includes(name))).toBe(false);
    expect(truth["write"]).toBe(holders.length >= world.write ? "accepted" : "refused");
    const reads = subsets(homes).filter((set) => set.length === world.read);
    expect(truth["read"]).toBe(reads.every((set) => set.some((name) => holders.includes(name))) ? "always meets it" : "may miss it");
  }
});

test("isr-high-watermark agrees with logs that are written out record by record", () => {
  for (const { world, truth } of drawnWorlds<IsrWorld>("isr-high-watermark", 300)) {
    const logs = new Map(world.replicas.map(({ name, end }) => [name, new Set(Array.from({ length: end }, (_, offset) => offset))]));
    const inSync = world.replicas.filter(({ inSync: isIn }) => isIn).map(({ name }) => name);
    const ofLeader = [...(logs.get("b1") ?? [])];
    const seen = ofLeader.filter((offset) => inSync.every((name) => logs.get(name)?.has(offset)));
    const lost = ofLeader.filter((offset) => !logs.get(world.next)?.has(offset));
    const isRefused = world.acks === "all" && inSync.length < world.minimum;
    expect(truth).toEqual({ watermark: seen.length, write: isRefused ? "refused" : "accepted", lost: lost.length });
  }
});
