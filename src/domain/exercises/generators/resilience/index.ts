import type { AnyGenerator } from "../generator";
import { breakerStates } from "./breaker-states";

export const resilienceGenerators: readonly AnyGenerator[] = [breakerStates];
