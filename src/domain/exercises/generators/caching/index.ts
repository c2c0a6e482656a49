import type { AnyGenerator } from "../generator";
import { lruLfu } from "./lru-lfu";

export const cachingGenerators: readonly AnyGenerator[] = [lruLfu];
