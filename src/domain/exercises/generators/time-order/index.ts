import type { AnyGenerator } from "../generator";
import { consistentCut } from "./consistent-cut";
import { happensBefore } from "./happens-before";
import { lamportFill } from "./lamport-fill";
import { vectorClockFill } from "./vector-clock-fill";

export const timeOrderGenerators: readonly AnyGenerator[] = [lamportFill, vectorClockFill, happensBefore, consistentCut];
