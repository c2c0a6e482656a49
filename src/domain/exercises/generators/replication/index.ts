import type { AnyGenerator } from "../generator";
import { historyLinearizable } from "./history-linearizable";
import { historyModel } from "./history-model";
import { isrHighWatermark } from "./isr-high-watermark";
import { quorumOverlap } from "./quorum-overlap";
import { sessionGuarantees } from "./session-guarantees";
import { sloppyQuorum } from "./sloppy-quorum";
import { staleReads } from "./stale-reads";
import { versionSiblings } from "./version-siblings";

export const replicationGenerators: readonly AnyGenerator[] = [quorumOverlap, sessionGuarantees, staleReads, historyLinearizable, historyModel, versionSiblings, sloppyQuorum, isrHighWatermark];
