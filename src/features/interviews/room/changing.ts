import type { Changing } from "./room-session";

/** A value that tells its listeners when it was changed. */
export interface Settable<Value> extends Changing<Value> {
  readonly set: (value: Value) => void;
}

export function settable<Value>(first: Value): Settable<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    current: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
