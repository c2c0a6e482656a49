/** All generators by name. It holds oracles: nothing that reaches a browser imports it. */
import { assert } from "../../kernel/assert";
import { cachingGenerators } from "./caching";
import { consensusGenerators } from "./consensus";
import { dataGenerators } from "./data";
import { foundationsGenerators } from "./foundations";
import type { AnyGenerator } from "./generator";
import { membershipGenerators } from "./membership";
import { mlGenerators } from "./ml";
import { partitioningGenerators } from "./partitioning";
import { replicationGenerators } from "./replication";
import { resilienceGenerators } from "./resilience";
import { timeOrderGenerators } from "./time-order";
import { transactionGenerators } from "./transactions";

export const generators: ReadonlyMap<string, AnyGenerator> = new Map(
  [
    ...foundationsGenerators,
    ...timeOrderGenerators,
    ...partitioningGenerators,
    ...replicationGenerators,
    ...consensusGenerators,
    ...transactionGenerators,
    ...cachingGenerators,
    ...resilienceGenerators,
    ...membershipGenerators,
    ...dataGenerators,
    ...mlGenerators,
  ].map((generator) => [generator.name, generator]),
);

/** A generator that the content check has found. */
export function generatorCalled(name: string): AnyGenerator {
  const generator = generators.get(name);
  assert(generator !== undefined, `there is a generator ${name}`);
  return generator;
}
