import type { AnyGenerator } from "../generator";
import { lamportFill } from "./lamport-fill";
import { vectorClockFill } from "./vector-clock-fill";

export const timeOrderGenerators: readonly AnyGenerator[] = [lamportFill, vectorClockFill];
