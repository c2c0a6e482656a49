/** Who may ask for what in a room. The one table: the server refuses by it, the tests walk through it. Rules AS: SPEC.md. */
import type { RoomCommand, RoomRole } from "./room-event";

/** The roles that may give a command. */
export const ASKERS: { readonly [Kind in RoomCommand["kind"]]: readonly RoomRole[] } = {
  draw: ["interviewer", "candidate"],
  say: ["interviewer", "candidate"],
  start: ["interviewer"],
  pause: ["interviewer"],
  resume: ["interviewer"],
  extend: ["interviewer"],
  "next-phase": ["interviewer"],
  end: ["interviewer"],
  "release-hint": ["interviewer"],
  "ask-follow-up": ["interviewer"],
  "tell-fact": ["interviewer"],
  "write-note": ["interviewer"],
  score: ["interviewer"],
  "add-evidence": ["interviewer"],
  "remove-evidence": ["interviewer"],
};

/** Whether the table lets this role give this command. */
export const mayAsk = (role: RoomRole, kind: RoomCommand["kind"]): boolean => ASKERS[kind].includes(role);
