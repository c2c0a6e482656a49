import type { AnyGenerator } from "../generator";
import { deadlockFind } from "./deadlock-find";
import { isolationAnomaly } from "./isolation-anomaly";
import { mvccVisible } from "./mvcc-visible";
import { occValidate } from "./occ-validate";
import { sagaCompensation } from "./saga-compensation";
import { twopcCrash } from "./twopc-crash";

export const transactionGenerators: readonly AnyGenerator[] = [mvccVisible, deadlockFind, occValidate, isolationAnomaly, twopcCrash, sagaCompensation];
