import type { AnyGenerator } from "../generator";
import { phiTimeout } from "./phi-timeout";
import { swimVerdict } from "./swim-verdict";

export const membershipGenerators: readonly AnyGenerator[] = [swimVerdict, phiTimeout];
