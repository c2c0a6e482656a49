// The checkers of transactions and of processes beside the definitions, on 100,000 small histories. `npm test` compares
// some thousands; the result here stands in the table, with the hashes of what it depends on.
import { expect, test } from "vitest";
import { paired } from "../support/transaction-histories";
import { compareLevels, definedLevels } from "../support/compare-transactions";
import { drawAccesses } from "../support/draw-accesses";
import { drawListHistory, drawRegisterHistory } from "../support/draw-transactions";
import { isCausallyConsistent, isCausallyConvergent, isCausalMemory, isPram, isSequential } from "../support/register-oracles";
import { checkCausal } from "@/domain/checkers/sessions/causal";
import { checkSequential } from "@/domain/checkers/sessions/sequential";
import { checkListAppend } from "@/domain/checkers/transactions/list-append";
import { checkRwRegister } from "@/domain/checkers/transactions/rw-register";
import { random } from "@/domain/kernel/seeded-random";
import { lineFault, writeLine } from "./table";

/** Lines of the table; one that is still of these sources is not made again. */
const TRANSACTIONS = "fuzz/transactions";
const PROCESSES = "fuzz/processes";
/** Seeds that no other test draws from. */
const FIRST_SEED = 1_000_000;
const HISTORIES = { lists: 40_000, registers: 30_000, accesses: 30_000 } as const;
const TRANSACTIONS_MAX = 4;
const ACCESSES_MAX = 3;
/** Levels of which it is true wherever they hold that a write comes after what its transaction read. */
const WFR_LEVELS: ReadonlySet<string> = new Set(["snapshot-isolation", "serializable", "strong-session-snapshot-isolation", "strong-session-serializable", "strong-snapshot-isolation", "strict-serializable"]);

/** Whether the checker and the definition say the same of all levels. */
function ofLists(seed: number): boolean {
  const events = drawListHistory(TRANSACTIONS_MAX, random(seed, "lists"));
  return compareLevels(definedLevels(events, "lists"), checkListAppend(paired(events))).differences.length === 0;
}

/** What is ruled out must not hold; what holds of registers cannot always be ruled out. */
function ofRegisters(seed: number): boolean {
  const events = drawRegisterHistory(TRANSACTIONS_MAX, random(seed, "registers"));
  const { differences } = compareLevels(definedLevels(events, "registers"), checkRwRegister(paired(events), { wfrKeys: true }));
  return !differences.some(({ level, definition }) => definition && WFR_LEVELS.has(level));
}

function ofAccesses(seed: number): boolean {
  const drawn = drawAccesses(ACCESSES_MAX, random(seed, "accesses"));
  const agrees = (verdict: string, holds: boolean) => verdict === (holds ? "valid" : "invalid");
  return (
    agrees(checkSequential(drawn).verdict, isSequential(drawn)) &&
    agrees(checkCausal(drawn, { form: "CM" }).verdict, isCausalMemory(drawn)) &&
    agrees(checkCausal(drawn, { form: "CCv" }).verdict, isCausallyConvergent(drawn)) &&
    agrees(checkCausal(drawn, { form: "CC" }).verdict, isCausallyConsistent(drawn)) &&
    agrees(checkCausal(drawn, { form: "PRAM" }).verdict, isPram(drawn))
  );
}

const seedsOf = (count: number): number[] => Array.from({ length: count }, (_, index) => FIRST_SEED + index);

test(TRANSACTIONS, () => {
  if (lineFault(TRANSACTIONS) === null) return;
  const different = { lists: seedsOf(HISTORIES.lists).filter((seed) => !ofLists(seed)), registers: seedsOf(HISTORIES.registers).filter((seed) => !ofRegisters(seed)) };
  expect(different).toEqual({ lists: [], registers: [] });
  writeLine(TRANSACTIONS, { histories: HISTORIES.lists + HISTORIES.registers, differences: 0 });
});

test(PROCESSES, () => {
  if (lineFault(PROCESSES) === null) return;
  expect(seedsOf(HISTORIES.accesses).filter((seed) => !ofAccesses(seed))).toEqual([]);
  writeLine(PROCESSES, { histories: HISTORIES.accesses, differences: 0 });
});
