/** Layers that each try again: how many calls reach the bottom for one request that fails everywhere? */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

interface Layer {
  readonly name: string;
  readonly times: number;
  /** 2 retries are 3 tries. */
  readonly counted: "tries" | "retries";
}

export interface LayersWorld {
  /** From the top; each calls the next one, the last one the bottom */
  readonly layers: readonly Layer[];
  /** The layer that stops trying again */
  readonly calmed: string;
}

const NAMES = ["App", "Gateway", "Service", "Driver"];

const triesOf = ({ times, counted }: Layer): number => (counted === "tries" ? times : times + 1);
const productOf = (numbers: readonly number[]): number => numbers.reduce((product, number) => product * number, 1);

/** Both cells from a rule: as it is, and with the calmed layer at one try. */
function cellsBy({ layers, calmed }: LayersWorld, callsOf: (layers: readonly Layer[]) => number): Cells {
  const after = layers.map((layer) => (layer.name === calmed ? { ...layer, times: 1, counted: "tries" as const } : layer));
  return { calls: callsOf(layers), calmed: callsOf(after) };
}

export const retryAmplification = defineGenerator({
  name: "retry-amplification",
  params: {
    layers: { kind: "range", within: [2, 4], default: [2, 4] },
    tries: { kind: "range", within: [2, 5], default: [2, 4] },
  },
  draw: (params, random): LayersWorld => {
    const layers = NAMES.slice(0, between(random, params.layers)).map((name): Layer => {
      const tries = between(random, params.tries);
      return chance(random, 0.5) ? { name, times: tries - 1, counted: "retries" } : { name, times: tries, counted: "tries" };
    });
    return { layers, calmed: pick(random, layers).name };
  },
  cells: ({ calmed }: LayersWorld) => [
    { id: "calls", ask: "Calls that reach the bottom", form: { kind: "integer" } },
    { id: "calmed", ask: `Calls that reach it once ${calmed} makes one try only`, form: { kind: "integer" } },
  ],
  solve: (world) => cellsBy(world, (layers) => productOf(layers.map(triesOf))),
  mutants: {
    sum: {
      say: "Each try of a layer sets off all tries of the layers below it, so the numbers multiply. A sum would hold if the layers tried one after the other.",
      solve: (world) => cellsBy(world, (layers) => layers.map(triesOf).reduce((sum, tries) => sum + tries, 0)),
    },
    "retries-as-tries": {
      say: "Retries come after a first try: n retries are n + 1 tries.",
      solve: (world) => cellsBy(world, (layers) => productOf(layers.map(({ times }) => times))),
    },
    "last-layer-alone": {
      say: "That is what the last layer does with one call. It gets a call for each try of the layers above.",
      solve: (world) => cellsBy(world, (layers) => layers.slice(-1).map(triesOf)[0] ?? 1),
    },
  },
  show: ({ layers }) => [
    {
      kind: "table",
      caption: "From the top; each layer calls the next, the last one calls the bottom, and every call fails",
      columns: ["Layer", "For each call that it gets"],
      rows: layers.map(({ name, times, counted }) => [name, `${times} ${times === 1 ? (counted === "tries" ? "try" : "retry") : counted}${counted === "tries" ? " in all" : ""}`]),
    },
  ],
  road: (world) => {
    const { calls, calmed } = cellsBy(world, (layers) => productOf(layers.map(triesOf)));
    const own = triesOf(world.layers.find(({ name }) => name === world.calmed) as Layer);
    return [`Tries by layer: ${world.layers.map((layer) => `${layer.name} ${triesOf(layer)}`).join(", ")}.`, `Their product is ${calls}.`, `Without the ${own} tries of ${world.calmed}: ${calls} / ${own} = ${calmed}.`];
  },
});
