/**
 * How runs of the lab "two-phase commit" are judged: the rules AC1 to AC5 of atomic commitment (Bernstein, Hadzilacos
 * and Goodman, "Concurrency Control and Recovery in Database Systems", 1987, section 7.3), and two-phase locking.
 *
 * What a participant decides is what it hands over with `env.deliver({ txn, outcome })`; what the coordinator decides is
 * what it tells its client.
 */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import type { RunRecord, Upcall } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { US_PER_MS, US_PER_S } from "./plan-tools";
import { counted, rounded, seconds, shown } from "./say";

/** By participant and key. A value below zero is one that the participant has to refuse. */
export type Writes = Readonly<Record<Address, Readonly<Record<string, number>>>>;

/** So long after the answer to a transaction its participants may still hold its locks. */
const LOCKS_HELD_US = US_PER_S;

export interface Transaction {
  readonly txn: string;
  readonly writes: Writes;
  readonly invoked: HistoryEntry;
  readonly answer: HistoryEntry | null;
}

export interface Decision {
  readonly txn: string;
  readonly node: Address;
  readonly outcome: "commit" | "abort";
  readonly timeUs: number;
  readonly event: number;
}

export interface Story {
  readonly transactions: ReadonlyMap<string, Transaction>;
  /** Of participants, in their order; a participant that came back may repeat itself. */
  readonly decided: readonly Decision[];
  /** Of the coordinator, as its clients were told. */
  readonly told: readonly Decision[];
  readonly odd: { readonly upcall: Upcall; readonly why: string } | null;
}

/** When the last transactions begin, before which everything had time to recover. */
export const lastPhaseFromUs = ({ settledAtUs, endAtUs }: ClusterPlan): number => (settledAtUs ?? endAtUs) + 1;

/** Who asked for what, and who decided what when. */
export function storyOf({ history, upcalls }: RunRecord): Story {
  const transactions = new Map<string, Transaction>();
  const answers = new Map(history.filter(({ type, f }) => f === "transact" && type !== "invoke").map((entry) => [entry.operation, entry]));
  for (const invoked of history) {
    if (invoked.f !== "transact" || invoked.type !== "invoke") continue;
    const { txn, writes } = invoked.value as unknown as { txn: string; writes: Writes };
    transactions.set(txn, { txn, writes, invoked, answer: answers.get(invoked.operation) ?? null });
  }
  const decided: Decision[] = [];
  let odd: Story["odd"] = null;
  for (const upcall of upcalls) {
    const decision = decisionOf(upcall, transactions);
    if (typeof decision === "string") odd ??= { upcall, why: decision };
    else decided.push(decision);
  }
  const told = [...transactions.values()].flatMap(({ txn, answer }): Decision[] =>
    answer?.type === "ok" ? [{ txn, node: answer.node, outcome: answer.value as Decision["outcome"], timeUs: answer.timeUs, event: answer.event }] : [],
  );
  return { transactions, decided, told, odd };
}

/** What a participant decided, or why this is no decision. */
function decisionOf({ node, value, timeUs, event }: Upcall, transactions: ReadonlyMap<string, Transaction>): Decision | string {
  const { txn, outcome } = (typeof value === "object" && value !== null ? value : {}) as { readonly [key: string]: Json };
  if (typeof txn !== "string" || (outcome !== "commit" && outcome !== "abort")) return 'a decision looks like { txn: "t1", outcome: "commit" }';
  const transaction = transactions.get(txn);
  if (transaction === undefined) return "nobody has asked for that transaction";
  if (transaction.writes[node] === undefined) return "it has no part in that transaction";
  return { txn, node, outcome, timeUs, event };
}

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });
const did = { commit: "committed", abort: "aborted" } as const;
const inOrder = (decisions: readonly Decision[]): Decision[] => [...decisions].sort((one, other) => one.event - other.event);
const isRefused = ({ writes }: Transaction): boolean => Object.values(writes).some((values) => Object.values(values).some((value) => value < 0));

function byTransaction(decisions: readonly Decision[]): Map<string, Decision[]> {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) groups.set(decision.txn, [...(groups.get(decision.txn) ?? []), decision]);
  return groups;
}

/** AC1 and AC2: all who decide on a transaction decide alike, and nobody takes a decision back. */
export function judgeAgreement(run: RunRecord): CheckVerdict {
  const { decided, told, odd } = storyOf(run);
  if (odd !== null) {
    const { node, value, timeUs, event } = odd.upcall;
    return { verdict: "invalid", say: `${node} delivered ${shown(value)} at ${seconds(timeUs)}: ${odd.why}.`, witnesses: [event], figures: {} };
  }
  const groups = [...byTransaction(inOrder([...decided, ...told])).values()];
  const splits = groups.flatMap(([first, ...others]) => {
    const other = others.find(({ outcome }) => outcome !== first?.outcome);
    return first === undefined || other === undefined ? [] : [{ first, other, isTold: (one: Decision) => told.includes(one) }];
  });
  const [split] = splits;
  if (split === undefined) return groups.length === 0 ? plain("unknown", "Nobody decided anything.") : plain("valid", `${counted(groups.length, "transaction")}, each decided alike by all.`);
  const who = (one: Decision): string => (split.isTold(one) ? `${one.node} told its client that it is ${did[one.outcome]}` : `${one.node} ${did[one.outcome]} it`);
  const { first, other } = split;
  const back = first.node === other.node ? ": the decision was taken back" : "";
  const say = `${first.txn}: ${who(first)} at ${seconds(first.timeUs)}, and ${who(other)} at ${seconds(other.timeUs)}${back}. ${counted(splits.length, "transaction")} of ${groups.length} ended in two ways.`;
  return { verdict: "invalid", say, witnesses: [first.event, other.event], figures: { split: splits.length } };
}

/** AC3: nobody commits what one of the participants has to refuse. */
export function judgeRefusals(run: RunRecord): CheckVerdict {
  const { transactions, decided, told } = storyOf(run);
  const refused = [...transactions.values()].filter(isRefused);
  const wrong = inOrder([...decided, ...told]).find(({ txn, outcome }) => outcome === "commit" && refused.some((one) => one.txn === txn));
  if (wrong === undefined) return plain("valid", `${counted(refused.length, "transaction")} had to be refused, and none was committed.`);
  const { writes, invoked } = transactions.get(wrong.txn) as Transaction;
  const [node, values] = Object.entries(writes).find(([, one]) => Object.values(one).some((value) => value < 0)) as [Address, Record<string, number>];
  const say = `${wrong.txn} asks ${node} for ${shown(values)}, which it has to refuse, and ${wrong.node} committed it at ${seconds(wrong.timeUs)}.`;
  return { verdict: "invalid", say, witnesses: [invoked.event, wrong.event], figures: {} };
}

/** AC4: without faults, what nobody has to refuse and nothing stands in the way of is committed. */
export function judgeCommits(run: RunRecord): CheckVerdict {
  const { transactions } = storyOf(run);
  const all = [...transactions.values()];
  const free = all.filter((one) => one.answer?.type === "ok" && !isRefused(one) && !all.some((other) => other !== one && isInTheWay(other, one)));
  const aborted = free.filter(({ answer }) => answer?.value !== "commit");
  const [first] = aborted;
  if (free.length === 0) return plain("unknown", "No transaction was alone with its keys.");
  if (first === undefined) return plain("valid", `${counted(free.length, "transaction")} had its keys for itself and was committed.`);
  const say = `${first.txn} was aborted at ${seconds(first.answer?.timeUs ?? 0)}, although nothing failed, nobody had to refuse it and no other transaction was at its keys. So were ${aborted.length} of ${free.length}.`;
  return { verdict: "invalid", say, witnesses: [first.invoked.event, first.answer?.event ?? first.invoked.event], figures: { "aborted-in-vain": aborted.length } };
}

/** Whether another transaction on the same key may have had it locked. */
function isInTheWay(other: Transaction, one: Transaction): boolean {
  if (sharedPlaces(one, other).length === 0) return false;
  const endUs = (other.answer?.timeUs ?? Number.POSITIVE_INFINITY) + LOCKS_HELD_US;
  return other.invoked.timeUs <= (one.answer?.timeUs ?? 0) && endUs >= one.invoked.timeUs;
}

/** The nodes at which both write one key. */
const sharedPlaces = (one: Transaction, other: Transaction): Address[] =>
  Object.keys(one.writes).filter((node) => Object.keys(one.writes[node] ?? {}).some((key) => other.writes[node]?.[key] !== undefined));

/** Transactions that share keys at two nodes are committed in one order at both; and what a node holds in the end is what it committed last. */
export function judgeIsolation(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { transactions, decided } = storyOf(run);
  const commits = firstCommits(decided);
  const crossed = crossing(transactions, commits);
  if (crossed !== null) return crossed;
  const reads = run.history.filter(({ f, type }) => f === "read" && type === "ok");
  for (const { node, value, timeUs, event } of reads) {
    const expected: Record<string, { readonly value: number; readonly by: Decision }> = {};
    for (const by of commits.filter((one) => one.node === node && one.event < event)) {
      for (const [key, written] of Object.entries(transactions.get(by.txn)?.writes[node] ?? {})) expected[key] = { value: written, by };
    }
    for (const [key, { value: last, by }] of Object.entries(expected)) {
      const held = (value as { readonly [key: string]: Json })[key] ?? null;
      if (held === last) continue;
      const say = `${node} committed ${by.txn} at ${seconds(by.timeUs)}, which set ${key} to ${last}, and shows ${shown(held)} at ${seconds(timeUs)}.`;
      return { verdict: "invalid", say, witnesses: [by.event, event], figures: {} };
    }
  }
  if (commits.length === 0) return plain("unknown", "Nothing was committed.");
  const silent = plan.nodes.slice(1).filter((node) => !reads.some((read) => read.node === node));
  if (silent.length > 0) return plain("unknown", `${silent.join(", ")} did not answer the last read.`);
  return plain("valid", `${counted(commits.length, "commit")}, in one order wherever two transactions met.`);
}

/** The first time that each node committed each transaction, in order. */
function firstCommits(decided: readonly Decision[]): Decision[] {
  const seen = new Set<string>();
  return decided.filter(({ node, txn, outcome }) => {
    const isFirst = outcome === "commit" && !seen.has(`${node} ${txn}`);
    if (isFirst) seen.add(`${node} ${txn}`);
    return isFirst;
  });
}

function crossing(transactions: ReadonlyMap<string, Transaction>, commits: readonly Decision[]): CheckVerdict | null {
  const at = new Map(commits.map((one) => [`${one.node} ${one.txn}`, one]));
  const all = [...transactions.values()];
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      const met = sharedPlaces(one, other).flatMap((node) => {
        const [mine, theirs] = [at.get(`${node} ${one.txn}`), at.get(`${node} ${other.txn}`)];
        return mine === undefined || theirs === undefined ? [] : [{ node, mine, theirs }];
      });
      const [first] = met;
      const crossed = met.find(({ mine, theirs }) => first !== undefined && mine.event < theirs.event !== first.mine.event < first.theirs.event);
      if (first === undefined || crossed === undefined) continue;
      const order = ({ node, mine, theirs }: typeof first): string => `${node} committed ${mine.event < theirs.event ? `${one.txn} before ${other.txn}` : `${other.txn} before ${one.txn}`}`;
      const witnesses = [first.mine, first.theirs, crossed.mine, crossed.theirs].map(({ event }) => event).sort((a, b) => a - b);
      return { verdict: "invalid", say: `${order(first)}, and ${order(crossed)}: both wrote the same keys there, so no order of the two explains what is left.`, witnesses, figures: {} };
    }
  }
  return null;
}

/** AC5: when all failures are mended, every participant comes to know what was committed, and no key stays locked. */
export function judgeRecovery(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { transactions, decided, told } = storyOf(run);
  let blockedUs = 0;
  for (const [txn, known] of byTransaction(inOrder([...decided, ...told]))) {
    const commit = known.find(({ outcome }) => outcome === "commit");
    const transaction = transactions.get(txn);
    if (commit === undefined || transaction === undefined) continue;
    for (const node of Object.keys(transaction.writes)) {
      const own = decided.find((one) => one.txn === txn && one.node === node);
      if (own !== undefined) blockedUs = Math.max(blockedUs, own.timeUs - commit.timeUs);
      else {
        const say = `${txn} was committed (${commit.node}, ${seconds(commit.timeUs)}), and its participant ${node} had not decided by the end, at ${seconds(run.endedAtUs)}, although all faults were over at ${seconds(plan.settledAtUs ?? 0)}.`;
        return { verdict: "invalid", say, witnesses: [transaction.invoked.event, commit.event], figures: { undecided: 1 } };
      }
    }
  }
  const last = [...transactions.values()].filter(({ invoked }) => (plan.operations[invoked.operation]?.atUs ?? 0) >= lastPhaseFromUs(plan));
  const stuck = last.find(({ answer }) => answer?.type !== "ok" || answer.value !== "commit");
  if (stuck !== undefined) {
    const end = stuck.answer?.type === "ok" ? "was aborted: one of its keys is still locked" : "got no answer";
    const say = `${stuck.txn}, asked for at ${seconds(stuck.invoked.timeUs)}, when nothing had failed since ${seconds(plan.settledAtUs ?? 0)}, ${end}.`;
    return { verdict: "invalid", say, witnesses: [stuck.invoked.event, ...(stuck.answer === null ? [] : [stuck.answer.event])], figures: { stuck: 1 } };
  }
  if (last.length === 0) return plain("unknown", "The run ended before its last phase.");
  return plain("valid", "Every commit is known to all its participants, and all keys are free.", { "blocked-ms": Math.floor(blockedUs / US_PER_MS) });
}

/** What travels between nodes, by transaction and participant: at most so much, which is enough for these messages. */
export const judgeFrugal = (most: number, messages: string) => (run: RunRecord): CheckVerdict => {
  const parts = [...storyOf(run).transactions.values()].reduce((sum, { writes }) => sum + Object.keys(writes).length, 0);
  if (parts === 0 || run.counters.serverMessages === 0) return plain("unknown", "The nodes sent each other nothing.");
  const count = rounded(run.counters.serverMessages / parts);
  const figures = { "msgs-per-participant": count };
  if (count <= most) return plain("valid", `${count} messages for each participant of a transaction.`, figures);
  return { verdict: "invalid", say: `${count} messages for each participant of a transaction, and at most ${most} are wanted: ${messages}.`, witnesses: [], figures };
};
