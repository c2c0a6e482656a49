/** Limits of the labs that both sides must know. */

/** A program's source text, in UTF-16 code units: what an editor counts. */
export const PROGRAM_CHARS_MAX = 65_536;

/** Seeds of a run in the browser and of a submission. */
export const PUBLIC_SEEDS = 64;
export const HIDDEN_SEEDS = 256;

/** Failing seeds that a learner may keep as tests of one lab. */
export const LAB_TESTS_MAX = 32;

/** Submissions of one learner that may wait for the judge; one more may be running. */
export const WAITING_RUNS_MAX = 5;

/** Runs of a list, newest first. */
export const LISTED_RUNS_MAX = 50;

/** A line that comes out of the judge's fence: the inside sends no longer one, the outside reads none. A traced run of 100,000 events fits. */
export const FENCE_REPLY_BYTES_MAX = 64 * 1024 * 1024;
