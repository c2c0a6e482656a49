import type { AnyGenerator } from "../generator";
import { zeroMemory } from "./zero-memory";

export const mlGenerators: readonly AnyGenerator[] = [zeroMemory];
