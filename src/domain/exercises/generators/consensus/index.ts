import type { AnyGenerator } from "../generator";
import { raftCommitIndex } from "./raft-commit-index";

export const consensusGenerators: readonly AnyGenerator[] = [raftCommitIndex];
