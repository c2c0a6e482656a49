/**
 * What can be wrong with a history of transactions, under the names that Elle gives, and which of these imply others.
 *
 * Sources: Adya, Liskov, O'Neil, "Generalized Isolation Level Definitions" (2000); Cerone, Bernardi, Gotsman, "A
 * Framework for Transactional Consistency Models with Atomic Visibility" (2015); Kingsbury, Alvaro, "Elle" (2020).
 */

/** Kinds of cycles by their data dependencies alone. */
export const BASE_CYCLES = ["G0", "G1c", "G-single", "G-nonadjacent", "G2-item"] as const;
export type BaseCycle = (typeof BASE_CYCLES)[number];

/** … and with the order within a process, or real time, as a further reason. */
export type CycleAnomaly = BaseCycle | `${BaseCycle}-process` | `${BaseCycle}-realtime`;

/** Anomalies that are seen without looking for cycles. */
export type DirectAnomaly =
  | "G1a"
  | "G1b"
  | "internal"
  | "future-read"
  | "dirty-update"
  | "lost-update"
  | "duplicate-elements"
  | "incompatible-order"
  | "cyclic-versions"
  | "thin-air-read";

export type Anomaly = CycleAnomaly | DirectAnomaly;

/** One sentence each, for people. */
const BASE_MEANINGS: Readonly<Record<BaseCycle, string>> = {
  G0: "a cycle of writes: each transaction overwrites another one of them",
  G1c: "a cycle of information: each transaction overwrites, or reads from, another one of them",
  "G-single": "a cycle with one anti-dependency: a transaction misses a write whose consequences it sees",
  "G-nonadjacent": "a cycle with several anti-dependencies, no two of them in a row",
  "G2-item": "a cycle with anti-dependencies in a row, as in a write skew",
};

const DIRECT_MEANINGS: Readonly<Record<DirectAnomaly, string>> = {
  G1a: "aborted read: a transaction read what a failed one wrote",
  G1b: "intermediate read: a transaction read a value that its writer itself had already replaced",
  internal: "a transaction read something else than its own earlier reads and writes allow",
  "future-read": "a transaction read what it wrote only later",
  "dirty-update": "a committed transaction built on the write of a failed one",
  "lost-update": "several transactions read the same version of a key, and all of them wrote it",
  "duplicate-elements": "a read shows an element twice that was appended once",
  "incompatible-order": "two reads of a key cannot come from one sequence of appends",
  "cyclic-versions": "the versions of a key come each after the other",
  "thin-air-read": "a transaction read what nobody wrote",
};

export const ANOMALY_MEANINGS: Readonly<Record<Anomaly, string>> = {
  ...DIRECT_MEANINGS,
  ...(Object.fromEntries(
    BASE_CYCLES.flatMap((base) => [
      [base, BASE_MEANINGS[base]],
      [`${base}-process`, `${BASE_MEANINGS[base]}; the order within a process closes it`],
      [`${base}-realtime`, `${BASE_MEANINGS[base]}; real time closes it`],
    ]),
  ) as Record<CycleAnomaly, string>),
};

/** The worst first: what Adya's definitions contain in each other. All items here are keys, so a G-single is a G2-item. */
const BASE_IMPLIES: Readonly<Record<BaseCycle, readonly BaseCycle[]>> = {
  G0: ["G1c"],
  G1c: [],
  "G-single": ["G-nonadjacent", "G2-item"],
  "G-nonadjacent": ["G2-item"],
  "G2-item": [],
};

const DIRECT_IMPLIES: Readonly<Record<DirectAnomaly, readonly Anomaly[]>> = {
  G1a: [],
  G1b: [],
  internal: [],
  "future-read": ["G1c"],
  "dirty-update": ["G1a"],
  "lost-update": ["G2-item"],
  "duplicate-elements": [],
  "incompatible-order": ["G1a"],
  "cyclic-versions": [],
  "thin-air-read": [],
};

/** Every cycle is one that process order may help with, and a process is a single thread: its order is one of real time. */
const IMPLIES: ReadonlyMap<Anomaly, readonly Anomaly[]> = new Map<Anomaly, readonly Anomaly[]>([
  ...(Object.entries(DIRECT_IMPLIES) as [DirectAnomaly, readonly Anomaly[]][]),
  ...BASE_CYCLES.flatMap((base): [Anomaly, readonly Anomaly[]][] => [
    [base, [...BASE_IMPLIES[base], `${base}-process`]],
    [`${base}-process`, [...BASE_IMPLIES[base].map((weaker) => `${weaker}-process` as const), `${base}-realtime`]],
    [`${base}-realtime`, BASE_IMPLIES[base].map((weaker) => `${weaker}-realtime` as const)],
  ]),
]);

/** Each anomaly with all that it implies, itself among them. */
const CLOSURE: ReadonlyMap<Anomaly, ReadonlySet<Anomaly>> = new Map([...IMPLIES.keys()].map((anomaly) => [anomaly, closure(anomaly)]));

function closure(anomaly: Anomaly): Set<Anomaly> {
  const all = new Set([anomaly]);
  for (const one of all) for (const implied of IMPLIES.get(one) ?? []) all.add(implied);
  return all;
}

/** The anomaly and all that it implies. */
export const implied = (anomaly: Anomaly): ReadonlySet<Anomaly> => CLOSURE.get(anomaly) as ReadonlySet<Anomaly>;

/** The anomalies of the list and all that they imply. */
export const withImplied = (anomalies: Iterable<Anomaly>): Set<Anomaly> => new Set([...anomalies].flatMap((anomaly) => [...implied(anomaly)]));
