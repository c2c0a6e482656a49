/** Which check belongs to which model and consistency level. A new one is a line here. */
import { counter, finalSet, setFull } from "./check-collections";
import { linearizable } from "./check-objects";
import type { Check } from "./outcome";

export interface Model {
  /** What is checked unless the user says otherwise. */
  readonly consistency: string;
  /** The check for a level; null: there is none. */
  readonly checkFor: (consistency: string) => Check | null;
}

const oneOf = (checks: Readonly<Record<string, Check>>, consistency: string): Model => ({ consistency, checkFor: (name) => (Object.hasOwn(checks, name) ? (checks[name] ?? null) : null) });

export const MODELS: Readonly<Record<string, Model>> = {
  register: oneOf({ linearizable: linearizable("register", "register", "may-have") }, "linearizable"),
  "cas-register": oneOf({ linearizable: linearizable("register", "cas-register", "may-have") }, "linearizable"),
  // What takes effect at one moment and touches several registers is a transaction, so both names mean one thing.
  "multi-register": oneOf({ linearizable: linearizable("multi-register", "multi-register", "none"), "strict-serializable": linearizable("multi-register", "multi-register", "none") }, "linearizable"),
  kv: oneOf({ linearizable: linearizable("kv", "kv", "always") }, "linearizable"),
  mutex: oneOf({ linearizable: linearizable("mutex", "mutex", "none") }, "linearizable"),
  queue: oneOf({ linearizable: linearizable("queue", "queue", "none") }, "linearizable"),
  set: oneOf({ "final-read": finalSet, linearizable: linearizable("set", "set", "none") }, "final-read"),
  "set-full": oneOf({ eventual: setFull(false), linearizable: setFull(true) }, "eventual"),
  counter: oneOf({ bounds: counter }, "bounds"),
};
