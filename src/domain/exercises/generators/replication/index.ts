import type { AnyGenerator } from "../generator";
import { quorumOverlap } from "./quorum-overlap";

export const replicationGenerators: readonly AnyGenerator[] = [quorumOverlap];
