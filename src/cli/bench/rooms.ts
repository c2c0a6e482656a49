/**
 * Live rooms beside a bare websocket relay and plain socket.io, in turns, so that a machine that grows slower meanwhile
 * slows all three down. The relays keep nothing; ours has what it delivers of a drawing in PostgreSQL before.
 */
import { openDatabase } from "@/server/platform/database";
import { type Leg, type Load, newLeg, runLeg } from "./rooms/leg";
import { type BenchServer, openServers, SERVERS, type ServerName } from "./rooms/servers";

const ROUNDS = 3;
const LOADS = {
  threeOf200Draw: { rooms: 1, members: 200, drawers: 3 },
  fortyRoomsOf5: { rooms: 40, members: 5, drawers: 3 },
} as const satisfies Record<string, Load>;
export type LoadName = keyof typeof LOADS;
export const LOAD_NAMES = Object.keys(LOADS) as readonly LoadName[];

interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface ServerResult {
  readonly deliveredPerSecond: number;
  readonly pointers: Latency;
  readonly updates: Latency;
  readonly acks: Latency;
  /** Of the server's process; ours does not count PostgreSQL's. */
  readonly cpuMsPer1000Delivered: number;
  readonly cpuToWs: number;
}

export type RoomsResult = Record<LoadName, Record<ServerName, ServerResult>>;

export async function benchRooms(databaseUrl: string, say: (line: string) => void): Promise<RoomsResult> {
  const database = openDatabase(databaseUrl);
  const servers = await openServers(database, databaseUrl);
  try {
    const results: Partial<RoomsResult> = {};
    for (const name of LOAD_NAMES) results[name] = await benchLoad(servers, name, say);
    return results as RoomsResult;
  } finally {
    await Promise.all(SERVERS.map((server) => servers[server].stop()));
    await database.$disconnect();
  }
}

async function benchLoad(servers: Record<ServerName, BenchServer>, name: LoadName, say: (line: string) => void): Promise<Record<ServerName, ServerResult>> {
  const legs: Record<ServerName, Leg> = { ws: newLeg(), socketIo: newLeg(), quorum: newLeg() };
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const server of SERVERS) {
      say(`${name}, round ${round} of ${ROUNDS}: ${server}`);
      await runLeg(servers[server], LOADS[name], legs[server]);
    }
  }
  const wsCpu = cpuPer1000(legs.ws);
  const resultOf = (leg: Leg): ServerResult => ({
    deliveredPerSecond: Math.round(leg.delivered / leg.seconds),
    pointers: latencyOf(leg.pointers),
    updates: latencyOf(leg.updates),
    acks: latencyOf(leg.acks),
    cpuMsPer1000Delivered: rounded(cpuPer1000(leg)),
    cpuToWs: rounded(cpuPer1000(leg) / wsCpu),
  });
  return { ws: resultOf(legs.ws), socketIo: resultOf(legs.socketIo), quorum: resultOf(legs.quorum) };
}

const cpuPer1000 = ({ cpuMs, delivered }: Leg): number => (cpuMs / delivered) * 1_000;
const rounded = (value: number): number => Math.round(value * 100) / 100;

function latencyOf(list: readonly number[]): Latency {
  const sorted = Float64Array.from(list).sort();
  const quantile = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
