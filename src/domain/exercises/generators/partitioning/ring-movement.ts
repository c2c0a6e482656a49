/** A machine joins or leaves a ring (Karger and others 1997): which keys move? A key belongs to the next point clockwise. */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { between, chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

interface Place {
  readonly name: string;
  readonly at: number;
}

export interface MovementWorld {
  readonly machines: readonly Place[];
  readonly keys: readonly Place[];
  /** A new machine, or one of the machines that leaves */
  readonly change: { readonly kind: "joins" | "leaves"; readonly name: string; readonly at: number };
}

export const RING_SIZE = 100;
type Owner = (machines: readonly Place[], at: number) => Place | undefined;

const inOrder = (machines: readonly Place[]): Place[] => [...machines].sort((one, other) => one.at - other.at);
const clockwise: Owner = (machines, at) => inOrder(machines).find((machine) => machine.at >= at) ?? inOrder(machines)[0];
const backwards: Owner = (machines, at) => inOrder(machines).findLast((machine) => machine.at <= at) ?? inOrder(machines).at(-1);
const byRemainder: Owner = (machines, at) => machines[at % machines.length];

const afterChange = ({ machines, change }: MovementWorld): Place[] =>
  change.kind === "joins" ? [...machines, { name: change.name, at: change.at }] : machines.filter(({ name }) => name !== change.name);

/** Machines while the changing one is there: its fair share is one of so many. */
const larger = ({ machines, change }: MovementWorld): number => machines.length + (change.kind === "joins" ? 1 : 0);

const cellsOf = (world: MovementWorld, moves: (key: Place) => boolean, share: number): Cells => ({ moved: world.keys.filter(moves).map(({ name }) => name), share: 100 * share });

function cellsBy(world: MovementWorld, owner: Owner, share: number): Cells {
  const after = afterChange(world);
  return cellsOf(world, ({ at }) => owner(world.machines, at)?.name !== owner(after, at)?.name, share);
}

const solve = (world: MovementWorld): Cells => cellsBy(world, clockwise, 1 / larger(world));

/** Positions that lie apart, so that they can be told apart on a phone. */
const positions = (random: SeededRandom, count: number): number[] => sample(random, Array.from({ length: 33 }, (_, index) => index * 3 + 1), count);

export const ringMovement = defineGenerator({
  name: "ring-movement",
  params: { machines: { kind: "range", within: [3, 6], default: [3, 5] }, keys: { kind: "range", within: [4, 8], default: [6, 8] } },
  draw: (params, random): MovementWorld | null => {
    const count = between(random, params.machines);
    const keyCount = between(random, params.keys);
    const places = positions(random, count + keyCount + 1);
    const machines = inOrder(places.slice(0, count).map((at) => ({ name: "", at }))).map(({ at }, index) => ({ name: "ABCDEF"[index] ?? "", at }));
    const keys = inOrder(places.slice(count, count + keyCount).map((at) => ({ name: "", at }))).map(({ at }, index) => ({ name: `k${index + 1}`, at }));
    const leaver = pick(random, machines);
    const change = chance(random, 0.5) ? ({ kind: "joins", name: "N", at: places.at(-1) ?? 0 } as const) : ({ kind: "leaves", ...leaver } as const);
    const world: MovementWorld = { machines, keys, change };
    return (solve(world).moved as readonly string[]).length === 0 ? null : world;
  },
  cells: ({ keys }: MovementWorld) => [
    { id: "moved", ask: "Keys that change their machine", form: { kind: "set", choices: keys.map(({ name }) => name) } },
    { id: "share", ask: "Share that would move with very many points a machine", form: { kind: "number", unit: "%", also: {}, credit: { kind: "absolute", full: 0.6, half: 2 } } },
  ],
  solve,
  mutants: {
    remainder: {
      say: "That is what hash mod n does: the number of machines is in every key's sum, so nearly all keys move. On a ring only one stretch changes hands.",
      solve: (world) => cellsBy(world, byRemainder, 1 - 1 / larger(world)),
    },
    "wrong-direction": {
      say: "A key belongs to the next machine clockwise. So the stretch that changes hands lies before the machine that comes or goes, not behind it.",
      solve: (world) => cellsBy(world, backwards, 1 / larger(world)),
    },
    "whole-neighbour": {
      say: "The neighbour keeps the rest of its stretch. Only the keys between the machine that comes or goes and the one before it move.",
      solve: (world) => {
        const owner = clockwise(world.machines.filter(({ name }) => name !== world.change.name), world.change.at);
        const isTouched = ({ at }: Place) => [owner?.name, world.change.name].includes(clockwise(world.machines, at)?.name ?? "");
        return cellsOf(world, isTouched, 1 / larger(world));
      },
    },
  },
  show: ({ machines, keys, change }) => [
    { kind: "facts", facts: [{ name: "What happens", value: change.kind === "joins" ? `machine ${change.name} joins at ${change.at}` : `machine ${change.name} leaves` }] },
    {
      kind: "ring",
      caption: "The ring before; a key belongs to the next machine clockwise",
      size: RING_SIZE,
      nodes: machines.map(({ name, at }) => ({ name, at, down: false })),
      keys: keys.map(({ name, at }) => ({ name, at })),
    },
  ],
  road: (world) => {
    const { change } = world;
    const others = world.machines.filter(({ name }) => name !== change.name);
    const before = backwards(others, change.at);
    const moved = solve(world).moved as readonly string[];
    return [
      `The machine before ${change.name} is ${before?.name} at ${before?.at}: what lies between it and ${change.at} ${change.kind === "joins" ? `comes to ${change.name}` : `goes to ${clockwise(others, change.at)?.name}`}.`,
      `In that stretch ${moved.length > 1 ? "lie" : "lies"} ${moved.length === 0 ? "no key" : moved.join(", ")}.`,
      `With very many points each of ${larger(world)} machines holds one part in ${larger(world)}, and that part moves.`,
    ];
  },
});
