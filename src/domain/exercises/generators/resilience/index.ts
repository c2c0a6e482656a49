import type { AnyGenerator } from "../generator";
import { backoffBounds } from "./backoff-bounds";
import { breakerStates } from "./breaker-states";
import { retryAmplification } from "./retry-amplification";

export const resilienceGenerators: readonly AnyGenerator[] = [breakerStates, backoffBounds, retryAmplification];
