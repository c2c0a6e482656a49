import { expect, test } from "vitest";
import { drawAccesses } from "../../../../tests/support/draw-accesses";
import { isCausallyConsistent, isCausallyConvergent, isCausalMemory, isPram, isSequential } from "../../../../tests/support/register-oracles";
import { random } from "../../kernel/seeded-random";
import type { Access } from "./access";
import { checkCausal } from "./causal";
import type { OrderResult } from "./result";
import { checkSequential } from "./sequential";

const HISTORIES = 1_500;
const TIMEOUT_MS = 60_000;

const MODELS: readonly [string, (accesses: readonly Access[]) => OrderResult, (accesses: readonly Access[]) => boolean][] = [
  ["sequential", checkSequential, isSequential],
  ["CM", (accesses) => checkCausal(accesses, { form: "CM" }), isCausalMemory],
  ["CCv", (accesses) => checkCausal(accesses, { form: "CCv" }), isCausallyConvergent],
  ["CC", (accesses) => checkCausal(accesses, { form: "CC" }), isCausallyConsistent],
  ["PRAM", (accesses) => checkCausal(accesses, { form: "PRAM" }), isPram],
];

test.each(MODELS)(`%s: ${HISTORIES} histories are judged as by trying all orders`, (name, check, holds) => {
  const counts = { valid: 0, invalid: 0, unknown: 0 };
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const drawn = drawAccesses(3, random(seed, "accesses"));
    const { verdict } = check(drawn);
    expect(verdict, `${name}, seed ${seed}: ${JSON.stringify(drawn)}`).toBe(holds(drawn) ? "valid" : "invalid");
    counts[verdict] += 1;
  }
  expect(counts.valid).toBeGreaterThan(HISTORIES / 10);
  expect(counts.invalid).toBeGreaterThan(HISTORIES / 10);
}, TIMEOUT_MS);
