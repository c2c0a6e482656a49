/** Deadlocks in a lock table: a cycle among who waits for whom, and which transaction of it is rolled back. */
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

interface Lock {
  readonly item: string;
  /** One holder (exclusive), or several (shared) */
  readonly holders: readonly string[];
  /** Who wants it for itself alone */
  readonly waiter: string | null;
}

const RULES = ["youngest", "fewest-locks"] as const;
type Rule = (typeof RULES)[number];

export interface LockWorld {
  /** In the order of their begin */
  readonly transactions: readonly string[];
  readonly locks: readonly Lock[];
  readonly victimRule: Rule;
}

const waitsFor = ({ locks }: LockWorld, name: string): string[] => locks.filter(({ waiter }) => waiter === name).flatMap(({ holders }) => holders);

/** Everybody for whom somebody waits, directly or through others. */
function reached(world: LockWorld, from: string): Set<string> {
  const seen = new Set(waitsFor(world, from));
  for (const name of seen) for (const next of waitsFor(world, name)) seen.add(next);
  return seen;
}

export const cycleOf = (world: LockWorld): string[] => world.transactions.filter((name) => reached(world, name).has(name));
const waiting = (world: LockWorld): string[] => world.transactions.filter((name) => waitsFor(world, name).length > 0);
const locksHeld = ({ locks }: LockWorld, name: string): number => locks.filter(({ holders }) => holders.includes(name)).length;

function victimAmong(world: LockWorld, names: readonly string[], rule: Rule = world.victimRule): string {
  const cost = (name: string) => (rule === "youngest" ? -world.transactions.indexOf(name) : locksHeld(world, name));
  return [...names].sort((a, b) => cost(a) - cost(b))[0] ?? "";
}

function answers(world: LockWorld, cycle: readonly string[], victim: string): Cells {
  return { cycle, victim, behind: waiting(world).filter((name) => !cycle.includes(name)) };
}

const solve = (world: LockWorld): Cells => answers(world, cycleOf(world), victimAmong(world, cycleOf(world)));

const isUniqueBest = (world: LockWorld, names: readonly string[]): boolean =>
  new Set(names.map((name) => locksHeld(world, name))).size === names.length || names.filter((name) => locksHeld(world, name) === locksHeld(world, victimAmong(world, names, "fewest-locks"))).length === 1;

export const deadlockFind = defineGenerator({
  name: "deadlock-find",
  params: {
    cycle: { kind: "range", within: [2, 4], default: [2, 4] },
    behind: { kind: "range", within: [1, 2], default: [1, 2] },
    victimRules: { kind: "words", of: RULES, default: RULES },
  },
  draw: (params, random): LockWorld | null => {
    const [inCycle, behind] = [between(random, params.cycle), between(random, params.behind)];
    const transactions = Array.from({ length: inCycle + behind + 1 }, (_, index) => `T${index + 1}`);
    const order = sample(random, transactions, transactions.length);
    const free = order[order.length - 1] ?? "";
    const locks: Omit<Lock, "item">[] = [];
    for (let place = 0; place < inCycle; place += 1) {
      const holder = order[(place + 1) % inCycle] ?? "";
      locks.push({ holders: chance(random, 0.3) ? [holder, free] : [holder], waiter: order[place] ?? null });
    }
    for (let place = inCycle; place < inCycle + behind; place += 1) locks.push({ holders: [order[place - 1 - (place === inCycle ? between(random, [0, inCycle - 1]) : 0)] ?? ""], waiter: order[place] ?? null });
    for (const name of sample(random, order, 3)) locks.push({ holders: [name], waiter: null });
    const items = sample(random, "ABCDEFGHIJ".split("").slice(0, locks.length), locks.length);
    const named = locks.map((lock, index) => ({ item: items[index] ?? "", ...lock, holders: [...lock.holders].sort() }));
    const victimRule = params.victimRules[random.index(params.victimRules.length)] as Rule;
    const world = { transactions, victimRule, locks: named.sort((a, b) => a.item.localeCompare(b.item)) };
    const cycle = cycleOf(world);
    if (victimRule === "fewest-locks" && !(isUniqueBest(world, cycle) && isUniqueBest(world, waiting(world)))) return null;
    // Towards the trap: somebody behind the cycle would be the cheaper victim.
    return victimAmong(world, waiting(world)) !== victimAmong(world, cycle) || chance(random, 0.5) ? world : null;
  },
  cells: ({ transactions }: LockWorld) => [
    { id: "cycle", ask: "Transactions in the cycle", form: { kind: "set", choices: transactions } },
    { id: "victim", ask: "Transaction that is rolled back by the rule", form: { kind: "word", choices: transactions } },
    { id: "behind", ask: "Transactions that wait and are in no cycle", form: { kind: "set", choices: transactions } },
  ],
  solve,
  mutants: {
    "all-who-wait": {
      say: "Waiting is no deadlock yet. Whoever waits for a member of the cycle, but for whom no member waits, goes on once the cycle is broken.",
      solve: (world) => answers(world, waiting(world), victimAmong(world, waiting(world))),
    },
    "victim-among-all": {
      say: "The rule chooses among the members of the cycle. Rolling back anybody else leaves the cycle as it is.",
      solve: (world) => ({ ...solve(world), victim: victimAmong(world, world.transactions) }),
    },
    "other-rule": {
      say: "That is the oldest of the cycle: it has run the longest and may be the dearest to repeat. Take the one that the rule names.",
      solve: (world) => ({ ...solve(world), victim: cycleOf(world)[0] ?? "" }),
    },
  },
  show: ({ transactions, locks, victimRule }) => [
    {
      kind: "facts",
      facts: [
        { name: "Begun in this order", value: transactions.join(", ") },
        { name: "Rolled back", value: victimRule === "youngest" ? "the youngest of the cycle (begun last)" : "the one of the cycle that holds the fewest locks" },
      ],
    },
    { kind: "table", caption: "Locks. Several holders share a lock; who waits wants it alone", columns: ["Item", "Held by", "Waits"], rows: locks.map(({ item, holders, waiter }) => [item, holders.join(", "), waiter ?? "-"]) },
  ],
  road: (world) => {
    const edges = waiting(world).map((name) => `${name} for ${waitsFor(world, name).join(" and ")}`);
    const behind = solve(world).behind as readonly string[];
    return [
      `Who waits for whom: ${edges.join("; ")}.`,
      `From ${cycleOf(world).join(", ")} the waiting leads back to themselves. ${behind.length === 0 ? "Nobody waits" : `${behind.join(", ")} only ${behind.length === 1 ? "waits" : "wait"}`} behind them.`,
      `Of the cycle, ${world.victimRule === "youngest" ? "the last begun" : "the one with the fewest locks"} is ${victimAmong(world, cycleOf(world))}.`,
    ];
  },
});
