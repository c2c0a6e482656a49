/** What a node hears of, as the text of a call: SPEC.md, rules P4 and P5. */
import type { NodeEvent } from "./cluster-event";
import type { Body } from "./message";
import type { NodeCall } from "./node-host";
import type { NodeState } from "./node-state";
import type { Trigger } from "./trace";

export interface Heard {
  readonly trigger: Trigger;
  readonly text: string;
}

/** Whether nobody waits for this any longer: it is of an earlier life, or was cleared, set again or answered. */
export function isVoid(state: NodeState, event: NodeEvent): boolean {
  if (event.kind === "arrive") return !state.isUp;
  if (!state.isUp || event.incarnation !== state.incarnation) return true;
  if (event.kind === "timer") return state.timers.get(event.name)?.token !== event.token;
  return event.kind === "rpc-timeout" && !state.rpcs.has(event.msgId);
}

/** The call that tells a node of an event which came at `sinceUs`, or null if it is void. Takes the timer or the pending rpc off its books. */
export function hear(state: NodeState, event: NodeEvent, nowUs: number, sinceUs: number): Heard | null {
  if (isVoid(state, event)) return null;
  const now = state.nowMs(nowUs);
  switch (event.kind) {
    case "arrive": {
      const { message, text } = event.wire;
      const answers = (message.body as unknown as Body).in_reply_to;
      if (answers !== undefined && state.rpcs.get(answers)?.to === message.from) state.rpcs.delete(answers);
      // Written by hand: the body is text already, and messages are most of what happens.
      const call = `{"do":"message","now":${now},"src":${JSON.stringify(message.from)},"body":${text}}`;
      const { copy } = event;
      return { trigger: sinceUs === nowUs ? { kind: "message", message, copy } : { kind: "message", message, copy, arrivedAtUs: sinceUs }, text: call };
    }
    case "timer": {
      const timer = state.timers.get(event.name);
      if (timer === undefined) return null;
      state.timers.delete(event.name);
      const { name } = event;
      return { trigger: { kind: "timer", name, data: timer.data, setAtUs: timer.setAtUs }, text: textOf({ do: "timer", now, name, data: timer.data }) };
    }
    case "synced":
      return { trigger: { kind: "synced" }, text: textOf({ do: "synced", now, sync: event.sync }) };
    case "rpc-timeout": {
      const message = state.rpcs.get(event.msgId);
      if (message === undefined) return null;
      state.rpcs.delete(event.msgId);
      return { trigger: { kind: "rpc-timeout", message }, text: textOf({ do: "rpc-timeout", now, msgId: event.msgId }) };
    }
  }
}

const textOf = (call: NodeCall): string => JSON.stringify(call);
