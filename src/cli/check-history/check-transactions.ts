/** The checkers of transactions and of sessions. They name operations T0, T1 …; here each gets its lines. */
import type { Operation } from "@/domain/checkers/history/operations";
import { isList } from "@/domain/checkers/json-key";
import { accessesOfRegisters, type Access, accessesOfTransactions } from "@/domain/checkers/sessions/access";
import { checkCausal } from "@/domain/checkers/sessions/causal";
import type { OrderResult } from "@/domain/checkers/sessions/result";
import { checkSequential } from "@/domain/checkers/sessions/sequential";
import { checkSessionGuarantee, SESSION_GUARANTEES } from "@/domain/checkers/sessions/session-guarantees";
import { checkBank } from "@/domain/checkers/transactions/bank";
import type { TransactionsResult } from "@/domain/checkers/transactions/judge-transactions";
import { type Level, levelNamed } from "@/domain/checkers/transactions/levels";
import { checkListAppend } from "@/domain/checkers/transactions/list-append";
import { checkLongFork } from "@/domain/checkers/transactions/long-fork";
import { checkRwRegister } from "@/domain/checkers/transactions/rw-register";
import { transactionsOf } from "@/domain/checkers/transactions/transaction";
import { hasKeys, translated } from "./dialects";
import { type Check, counted, type Outcome } from "./outcome";
import type { ReadHistory } from "./read-history";
import { Unreadable } from "./source-text";
import { operationInWords, type ShownOperation, shownOperation } from "./words";

const FINDINGS_SHOWN_MAX = 20;

/** The check for a level of transactions, or null: there is no such level. */
export function transactionCheck(workload: "list-append" | "rw-register", consistency: string): Check | null {
  const level = levelNamed(consistency);
  if (level !== null) return (history) => judged(history, workload, level);
  const order = workload === "rw-register" ? orderCheck(consistency) : null;
  return order === null ? null : (history) => ordered(history, consistency, order(transactionAccesses(history)));
}

function judged(history: ReadHistory, workload: "list-append" | "rw-register", level: Level): Outcome {
  const operations = transactional(history, workload === "list-append" ? ["r", "append"] : ["r", "w"]);
  const result = workload === "list-append" ? checkListAppend(operations, { level }) : checkRwRegister(operations, { level });
  const { verdict, unknownBecause } = result;
  const engine = `elle-${workload}`;
  if (verdict === "unknown") return { verdict, engine, evidence: null, words: unknownBecause === null ? [] : [unknownBecause] };
  return { verdict, engine, ...toldTransactions(history, result) };
}

function toldTransactions(history: ReadHistory, { verdict, counts, findings, levels }: TransactionsResult): Pick<Outcome, "evidence" | "words"> {
  const shown = findings.slice(0, FINDINGS_SHOWN_MAX);
  const operations = namedIn(history, shown);
  const evidence = { kind: "anomalies", counts, strongest: levels.strongest, ruledOut: levels.ruledOut, findings: shown, operations };
  const words = [
    ...shown.flatMap(({ says, steps }) => [says, ...steps.map(({ from, to, because }) => `  ${from} before ${to}: ${because}`)]),
    ...operationLines(operations),
    `The strongest levels that nothing here rules out: ${levels.strongest.join(", ") || "none"}.`,
  ];
  return verdict === "invalid" || findings.length > 0 ? { evidence, words } : { evidence: null, words: [] };
}

/** The operations as they are, if each is a list of these micro-operations. Throws Unreadable. */
function transactional(history: ReadHistory, names: readonly string[]): readonly Operation[] {
  for (const { value, result, type, invoked } of history.operations) {
    const line = history.lines[invoked] ?? 1;
    for (const list of type === "ok" ? [value, result] : [value]) {
      if (list === null) continue;
      if (!isList(list)) throw new Unreadable(line, "a transaction must be a list of [f key value]; name the right --model");
      const odd = list.find((micro) => !isList(micro) || !names.includes(String(micro[0])));
      if (odd !== undefined) throw new Unreadable(line, `${JSON.stringify(odd)} is none of ${names.join(", ")} with a key and a value; name the right --model`);
    }
  }
  return history.operations;
}

type OrderCheck = (accesses: readonly Access[]) => OrderResult;

/** Levels that do not ask for transactions. */
function orderCheck(consistency: string): OrderCheck | null {
  if (consistency === "sequential") return (accesses) => checkSequential(accesses);
  if (consistency === "causal") return (accesses) => checkCausal(accesses, { form: "CM" });
  if (consistency.toUpperCase() === "PRAM") return (accesses) => checkCausal(accesses, { form: "PRAM" });
  const guarantee = SESSION_GUARANTEES.find((name) => name === consistency);
  return guarantee === undefined ? null : (accesses) => checkSessionGuarantee(accesses, guarantee);
}

/** The same for histories of registers. Null: there is no such level. */
export function registerOrderCheck(dialect: "register" | "cas-register", consistency: string): Check | null {
  const order = orderCheck(consistency);
  if (order === null) return null;
  return (history) => {
    const isKeyed = hasKeys(history);
    return ordered(history, consistency, order(accessesOfRegisters(translated(history, dialect, isKeyed), isKeyed)));
  };
}

function transactionAccesses(history: ReadHistory): Access[] {
  const read = transactionsOf(transactional(history, ["r", "w"]), { writes: "w", initial: null });
  return read.ok ? accessesOfTransactions(read.value) : [];
}

function ordered(history: ReadHistory, engine: string, { verdict, findings, unknownBecause }: OrderResult): Outcome {
  if (verdict !== "invalid") return { verdict, engine, evidence: null, words: unknownBecause === null ? [] : [unknownBecause] };
  const shown = findings.slice(0, FINDINGS_SHOWN_MAX);
  const operations = namedIn(history, shown);
  const words = [...shown.flatMap(({ says, steps }) => [says, ...steps.map(({ from, to, because }) => `  ${from} before ${to}: ${because}`)]), ...operationLines(operations)];
  return { verdict, engine, evidence: { kind: "order", findings: shown, operations }, words };
}

export const bank: Check = (history, { total, allowNegative }) => {
  for (const { f, invoked } of history.operations) {
    if (f !== "read" && f !== "transfer") throw new Unreadable(history.lines[invoked] ?? 1, `bank has no operation ${f}, only read, transfer; name the right --model`);
  }
  const { verdict, faults, reads, total: expected } = checkBank(history.operations, { allowNegative, ...(total === null ? {} : { total }) });
  if (verdict !== "invalid") return { verdict, engine: "bank", evidence: null, words: verdict === "unknown" ? ["No read was answered."] : [] };
  const shown = faults.slice(0, FINDINGS_SHOWN_MAX);
  const operations = namedIn(history, shown);
  const evidence = { kind: "bank", total: expected, reads, faultyReads: new Set(faults.map(({ operation }) => operation)).size, faults: shown, operations };
  return { verdict, engine: "bank", evidence, words: [`${counted(evidence.faultyReads, "read")} of ${reads} wrong:`, ...shown.map(({ says }) => `  ${says}`), ...operationLines(operations)] };
};

export const longFork: Check = (history, { groupSize }) => {
  const operations = transactional(history, ["r", "w"]);
  const { verdict, forks, unknownBecause } = checkLongFork(operations, groupSize === null ? {} : { groupSize });
  if (verdict !== "invalid") return { verdict, engine: "long-fork", evidence: null, words: unknownBecause === null ? [] : [unknownBecause] };
  const shown = forks.slice(0, FINDINGS_SHOWN_MAX);
  const named = namedIn(history, shown);
  return { verdict, engine: "long-fork", evidence: { kind: "long-fork", forks: shown, operations: named }, words: [...shown.map(({ says }) => says), ...operationLines(named)] };
};

type Named = Readonly<Record<string, ShownOperation>>;

/** The operations that findings speak of, by the names that they give them. */
function namedIn(history: ReadHistory, findings: readonly object[]): Named {
  const numbers = new Set([...JSON.stringify(findings).matchAll(/\bT(\d+)\b/g)].map((match) => Number(match[1])));
  const known = [...numbers].filter((index) => index < history.operations.length).sort((one, other) => one - other);
  return Object.fromEntries(known.map((index) => [`T${index}`, shownOperation(history, index)]));
}

const operationLines = (operations: Named): string[] => Object.entries(operations).map(([name, operation]) => `  ${name}: ${operationInWords(operation)}`);
