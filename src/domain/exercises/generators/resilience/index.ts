import type { AnyGenerator } from "../generator";
import { backoffBounds } from "./backoff-bounds";
import { breakerStates } from "./breaker-states";
import { burnRate } from "./burn-rate";
import { rateLimit } from "./rate-limit";
import { retryAmplification } from "./retry-amplification";

export const resilienceGenerators: readonly AnyGenerator[] = [breakerStates, backoffBounds, retryAmplification, rateLimit, burnRate];
