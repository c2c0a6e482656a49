/**
 * A draft between the editor, this browser's storage and the server. Nothing typed is ever lost: what the server has
 * not confirmed stays in the storage, and a text saved from elsewhere never takes the place of this one by itself.
 */

export interface ServerDraft {
  readonly text: string;
  readonly revision: number;
}

export interface DraftState {
  readonly text: string;
  /** What the server is known to hold, and under which revision (0: nothing yet). */
  readonly saved: ServerDraft;
  /** Sent, and not yet answered. */
  readonly sending: string | null;
  /** Saved from another tab or another machine since; the learner decides. */
  readonly other: ServerDraft | null;
  /** Why the last sending failed: null, no connection, or the words of the refusal. */
  readonly failure: null | "offline" | { readonly words: string };
}

/** What this browser kept because no server had confirmed it. */
export interface KeptDraft {
  readonly text: string;
  /** The revision over which it was typed. */
  readonly revision: number;
}

/** Reads what the storage holds. Null unless every part of it fits: storage may hold anything. */
export function readKept(stored: string | null): KeptDraft | null {
  if (stored === null) return null;
  try {
    const kept: unknown = JSON.parse(stored);
    if (typeof kept !== "object" || kept === null) return null;
    const { text, revision } = kept as Record<string, unknown>;
    return typeof text === "string" && typeof revision === "number" && Number.isInteger(revision) && revision >= 0 ? { text, revision } : null;
  } catch {
    return null;
  }
}

/**
 * Where to begin: with what this browser kept, if it kept something, otherwise with the server's draft, otherwise with
 * the starter. When the server's draft has moved on beneath what was kept, it is offered beside it.
 */
export function openDraft(starter: string, server: ServerDraft | null, kept: KeptDraft | null): DraftState {
  const saved = server ?? { text: starter, revision: 0 };
  const idle = { sending: null, failure: null, other: null };
  if (kept === null || kept.text === saved.text) return { text: saved.text, saved, ...idle };
  return { text: kept.text, saved, ...idle, other: server !== null && server.revision > kept.revision ? server : null };
}

export const isUnsaved = ({ text, saved }: DraftState): boolean => text !== saved.text;

/** What to send now, or null when there is nothing to send or nothing may be sent. */
export const toSend = (state: DraftState): ServerDraft | null =>
  isUnsaved(state) && state.sending === null && state.other === null ? { text: state.text, revision: state.saved.revision } : null;

export type DraftEvent =
  | { readonly kind: "typed"; readonly text: string }
  | { readonly kind: "sent"; readonly text: string }
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "overtaken"; readonly draft: ServerDraft }
  | { readonly kind: "failed"; readonly failure: Exclude<DraftState["failure"], null> }
  /** The learner chose this browser's text over the other one, or the other one over this. */
  | { readonly kind: "kept-mine" }
  | { readonly kind: "took-other" };

export function draftAfter(state: DraftState, event: DraftEvent): DraftState {
  switch (event.kind) {
    case "typed":
      return { ...state, text: event.text, failure: state.failure === "offline" ? "offline" : null };
    case "sent":
      return { ...state, sending: event.text, failure: null };
    case "saved":
      return { ...state, saved: { text: state.sending ?? state.text, revision: event.revision }, sending: null, failure: null };
    case "overtaken":
      return { ...state, sending: null, other: event.draft };
    case "failed":
      return { ...state, sending: null, failure: event.failure };
    case "kept-mine":
      return state.other === null ? state : { ...state, saved: state.other, other: null };
    case "took-other":
      return state.other === null ? state : { ...state, text: state.other.text, saved: state.other, other: null };
  }
}

/** What is said of the draft beside the lab's title. */
export function draftWords(state: DraftState): { readonly words: string; readonly calm: boolean } {
  if (state.other !== null) return { words: "Not saved: another text was saved meanwhile", calm: false };
  if (state.failure === "offline") return { words: "Not saved, kept in this browser", calm: false };
  if (state.failure !== null) return { words: `Not saved: ${state.failure.words}`, calm: false };
  return { words: isUnsaved(state) ? "Saving" : "Saved", calm: true };
}
