import type { AnyGenerator } from "../generator";
import { ringMovement } from "./ring-movement";

export const partitioningGenerators: readonly AnyGenerator[] = [ringMovement];
