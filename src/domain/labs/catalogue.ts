/** The labs that there are. What learners read about them lies in content/labs. */
import { broadcast } from "./broadcast";
import { causalBroadcast } from "./causal-broadcast";
import { crdts } from "./crdts";
import type { LabRules } from "./lab";
import { lamportMutex } from "./lamport-mutex";
import { leaseLock } from "./lease-lock";
import { quorumKv } from "./quorum-kv";
import { raftElection } from "./raft-election";
import { raftKv } from "./raft-kv";
import { raftReplication } from "./raft-replication";
import { rateLimiter } from "./rate-limiter";
import { threePhaseCommit } from "./three-phase-commit";
import { twoPhaseCommit } from "./two-phase-commit";
import { uniqueIds } from "./unique-ids";

/** In the order of learning. */
export const labs: readonly LabRules[] = [uniqueIds, lamportMutex, broadcast, causalBroadcast, leaseLock, twoPhaseCommit, threePhaseCommit, raftElection, raftReplication, raftKv, quorumKv, crdts, rateLimiter];

/** The rules of a lab, or undefined where there is none with this id. */
export const findLab = (id: string): LabRules | undefined => labs.find((lab) => lab.id === id);
