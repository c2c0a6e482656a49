import type { AnyGenerator } from "../generator";
import { amdahlUsl } from "./amdahl-usl";
import { availabilityChain } from "./availability-chain";
import { envelope } from "./envelope";
import { littlesLaw } from "./littles-law";
import { percentileFanout } from "./percentile-fanout";
import { percentileRead } from "./percentile-read";

export const foundationsGenerators: readonly AnyGenerator[] = [littlesLaw, availabilityChain, percentileFanout, percentileRead, amdahlUsl, envelope];
