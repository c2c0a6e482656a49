/** What led to a step: computed from the trace, not from the clock. */
import type { Address } from "@/domain/simulator/message";
import type { Did } from "@/domain/simulator/trace";
import type { Step, Story } from "./read-story";

const STORES: ReadonlySet<Did["kind"]> = new Set(["wrote", "appended"]);
const stores = ({ event }: Step): boolean => event.kind === "handled" && event.did.some(({ kind }) => STORES.has(kind));
const isRestart = ({ event }: Step): boolean => event.kind === "handled" && event.trigger.kind === "boot" && event.trigger.restarted;

/**
 * The steps that each step directly comes from: the sending of what it received, the beginning of what it waited for,
 * and what the same node (or client) did before. A restart remembers only what earlier lives wrote to disk.
 */
export function directCauses({ steps, deliveries, waits }: Story): ReadonlyMap<number, readonly number[]> {
  const causes = new Map<number, number[]>(steps.map(({ number }) => [number, []]));
  const add = (step: number, cause: number | null) => {
    if (cause !== null) causes.get(step)?.push(cause);
  };
  for (const { from, to } of [...deliveries, ...waits]) add(to, from);
  const last = new Map<Address, Step>();
  const written = new Map<Address, number[]>();
  for (const step of steps) {
    if (step.actor === null) continue;
    const before = last.get(step.actor);
    if (step.event.kind === "crashed" || isRestart(step)) {
      for (const number of written.get(step.actor) ?? []) add(step.number, number);
      if (isRestart(step) && before?.event.kind === "crashed") add(step.number, before.number);
    } else if (before !== undefined) add(step.number, before.number);
    if (stores(step)) written.set(step.actor, [...(written.get(step.actor) ?? []), step.number]);
    last.set(step.actor, step);
  }
  return causes;
}

/** A step and everything that it comes from, near or far. */
export function causalPast(causes: ReadonlyMap<number, readonly number[]>, step: number): ReadonlySet<number> {
  const past = new Set<number>([step]);
  const open = [step];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const cause of causes.get(next) ?? []) {
      if (past.has(cause)) continue;
      past.add(cause);
      open.push(cause);
    }
  }
  return past;
}
