/** The oracles of the topic against searches of the past, a crowd request by request, and a published sequence. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { PatternWorld } from "./cache-pattern";
import type { ShardWorld } from "./hot-shard";
import type { BalancerWorld } from "./load-balancer-pick";
import type { StampedeWorld } from "./stampede-load";

test("cache-pattern: a write is seen unless it was lost, and the entry is there if something has put it there since", () => {
  for (const { world, truth } of drawnWorlds<PatternWorld>("cache-pattern", 500)) {
    const { steps, pattern, initial } = world as PatternWorld;
    const between = (does: string, from: number, to: number) => steps.slice(from, to).some((step) => step.does === does);
    const nextOf = (does: string, from: number) => [...steps.entries()].find(([place, step]) => place > from && step.does === does)?.[0] ?? Number.POSITIVE_INFINITY;
    const isLost = (write: number, until: number) => pattern === "behind" && nextOf("crash", write) < Math.min(nextOf("flush", write), until);
    const newest = (until: number, counts: (place: number) => boolean) => {
      const place = steps.findLastIndex((step, at) => at < until && step.does === "write" && counts(at));
      const step = steps[place];
      return String(step?.does === "write" ? step.value : initial);
    };
    for (const [place, step] of steps.entries()) if (step.does === "read") expect(truth[step.id]).toBe(newest(place, (write) => !isLost(write, place)));
    const end = steps.length;
    expect(truth["database"]).toBe(newest(end, (write) => pattern !== "behind" || (between("flush", write, end) && !isLost(write, end))));
    const filled = steps.findLastIndex(({ does }) => does === "read" || (does === "write" && pattern !== "aside"));
    const emptied = steps.findLastIndex(({ does }) => does === "crash" || (does === "write" && pattern === "aside"));
    expect(truth["cache"]).toBe(filled > emptied ? newest(end, (write) => !isLost(write, end)) : "empty");
  }
});

test("stampede-load: a crowd, request by request", () => {
  for (const { world, truth } of drawnWorlds<StampedeWorld>("stampede-load", 300)) {
    const locks = new Set<number>();
    let [calls, waiting] = [0, 0];
    for (let request = 0; (request * 1000) / world.rate < world.rebuildMs; request += 1) {
      const lock = { nothing: request, "lock-per-server": request % world.servers, "shared-lock": 0 }[world.protection];
      if (locks.has(lock)) waiting += 1;
      else calls += 1;
      locks.add(lock);
    }
    expect({ calls: truth["calls"], waiting: truth["waiting"] }).toEqual({ calls, waiting });
    expect(Number(truth["hour"]) / calls).toBeCloseTo(3_600_000 / (world.ttlSeconds * 1000 + world.rebuildMs), 6);
  }
});

test("load-balancer-pick: nginx's own example, weights 5, 1 and 1 give a a b a c a a", () => {
  const servers = [5, 1, 1].map((weight, index) => ({ name: "ABC"[index], weight, open: 0 }));
  expect(generatorCalled("load-balancer-pick").solve({ policy: "smooth-round-robin", servers, requests: 7 })).toEqual({ picks: [..."AABACAA"] });
});

test("load-balancer-pick: in one round everybody has its weight, and no pick had a less busy server beside it", () => {
  for (const { world } of drawnWorlds<BalancerWorld>("load-balancer-pick", 300)) {
    const total = world.servers.reduce((sum, { weight }) => sum + weight, 0);
    const { picks } = generatorCalled("load-balancer-pick").solve({ ...world, requests: total }) as { picks: string[] };
    const countAt = (name: string, until: number) => picks.slice(0, until).filter((one) => one === name).length;
    if (world.policy === "smooth-round-robin") for (const { name, weight } of world.servers) expect(countAt(name, total)).toBe(weight);
    else {
      picks.forEach((name, place) => {
        const busy = world.servers.map((server) => (server.open + countAt(server.name, place)) / (world.policy === "least-connections" ? 1 : server.weight));
        expect(world.servers.findIndex((server) => server.name === name)).toBe(busy.findIndex((value) => busy.every((other) => other >= value)));
      });
    }
  }
});

test("hot-shard: requests that are sent one by one, and the first number of parts that is borne", () => {
  for (const { world, truth } of drawnWorlds<ShardWorld>("hot-shard", 300)) {
    const busiest = (shards: number) => {
      const got = new Map<number, number>();
      for (const { hash, load } of world.keys) for (let sent = 0; sent < load; sent += 100) got.set(hash % shards, (got.get(hash % shards) ?? 0) + 100);
      return [...got].sort((one, other) => other[1] - one[1])[0] ?? [0, 0];
    };
    const [shard, load] = busiest(world.shards);
    const hottest = [...world.keys].sort((one, other) => other.load - one.load)[0]?.load ?? 0;
    let parts = 1;
    while (hottest / parts > world.bears) parts += 1;
    expect(truth).toEqual({ shard: `S${shard}`, load, doubled: busiest(world.shards * 2)[1], parts });
  }
});
