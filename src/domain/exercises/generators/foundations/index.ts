import type { AnyGenerator } from "../generator";
import { availabilityChain } from "./availability-chain";
import { littlesLaw } from "./littles-law";
import { percentileFanout } from "./percentile-fanout";
import { percentileRead } from "./percentile-read";

export const foundationsGenerators: readonly AnyGenerator[] = [littlesLaw, availabilityChain, percentileFanout, percentileRead];
