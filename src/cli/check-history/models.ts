/** Which check belongs to which model and consistency level. A new one is a line here. */
import { counter, finalSet, setFull } from "./check-collections";
import { linearizable } from "./check-objects";
import { bank, longFork, registerOrderCheck, transactionCheck } from "./check-transactions";
import type { Check } from "./outcome";

export interface Model {
  /** What is checked unless the user says otherwise. */
  readonly consistency: string;
  /** The check for a level; null: there is none. */
  readonly checkFor: (consistency: string) => Check | null;
}

const oneOf = (checks: Readonly<Record<string, Check>>, consistency: string): Model => ({ consistency, checkFor: (name) => (Object.hasOwn(checks, name) ? (checks[name] ?? null) : null) });

const registers = (dialect: "register" | "cas-register"): Model => ({
  consistency: "linearizable",
  checkFor: (name) => (name === "linearizable" ? linearizable("register", dialect, "may-have") : registerOrderCheck(dialect, name)),
});

const transactions = (workload: "list-append" | "rw-register"): Model => ({ consistency: "strict-serializable", checkFor: (name) => transactionCheck(workload, name) });

export const MODELS: Readonly<Record<string, Model>> = {
  register: registers("register"),
  "cas-register": registers("cas-register"),
  // What takes effect at one moment and touches several registers is a transaction, so both names mean one thing.
  "multi-register": oneOf({ linearizable: linearizable("multi-register", "multi-register", "none"), "strict-serializable": linearizable("multi-register", "multi-register", "none") }, "linearizable"),
  kv: oneOf({ linearizable: linearizable("kv", "kv", "always") }, "linearizable"),
  mutex: oneOf({ linearizable: linearizable("mutex", "mutex", "none") }, "linearizable"),
  queue: oneOf({ linearizable: linearizable("queue", "queue", "none") }, "linearizable"),
  set: oneOf({ "final-read": finalSet, linearizable: linearizable("set", "set", "none") }, "final-read"),
  "set-full": oneOf({ eventual: setFull(false), linearizable: setFull(true) }, "eventual"),
  counter: oneOf({ bounds: counter }, "bounds"),
  bank: oneOf({ "snapshot-isolation": bank }, "snapshot-isolation"),
  "long-fork": oneOf({ "snapshot-isolation": longFork }, "snapshot-isolation"),
  "list-append": transactions("list-append"),
  "rw-register": transactions("rw-register"),
};
