import type { AnyGenerator } from "../generator";
import { cachePattern } from "./cache-pattern";
import { hotShard } from "./hot-shard";
import { loadBalancerPick } from "./load-balancer-pick";
import { lruLfu } from "./lru-lfu";
import { stampedeLoad } from "./stampede-load";

export const cachingGenerators: readonly AnyGenerator[] = [lruLfu, cachePattern, stampedeLoad, loadBalancerPick, hotShard];
