import type { AnyGenerator } from "../generator";
import { byzantineBounds } from "./byzantine-bounds";
import { fencingToken } from "./fencing-token";
import { paxosChosen } from "./paxos-chosen";
import { paxosMustPropose } from "./paxos-must-propose";
import { raftCommitIndex } from "./raft-commit-index";
import { raftTruncation } from "./raft-truncation";
import { raftWhoCanWin } from "./raft-who-can-win";

export const consensusGenerators: readonly AnyGenerator[] = [raftCommitIndex, raftWhoCanWin, raftTruncation, paxosMustPropose, paxosChosen, fencingToken, byzantineBounds];
