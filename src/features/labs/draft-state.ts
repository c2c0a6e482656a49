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
  /** Sent, and not yet answered: it may have arrived or not. Sent again as it is until there is an answer, so that this
   *  tab never takes its own text for another's. */
  readonly sent: string | null;
  /** Whether it is on its way just now. */
  readonly isSending: boolean;
  /** Saved from another tab or another machine since; the learner decides. */
  readonly other: ServerDraft | null;
  /** Why the last sending failed: null, no answer, or the words of the refusal. */
  readonly failure: null | "offline" | { readonly words: string };
}

/** What this browser kept because no server had confirmed it. */
export interface KeptDraft {
  readonly text: string;
  /** The revision over which it was typed. */
  readonly revision: number;
  /** What had been sent over that revision, and was not answered. */
  readonly sent: string | null;
}

/** Reads what the storage holds. Null unless every part of it fits: storage may hold anything. */
export function readKept(stored: string | null): KeptDraft | null {
  if (stored === null) return null;
  try {
    const kept: unknown = JSON.parse(stored);
    if (typeof kept !== "object" || kept === null) return null;
    const { text, revision, sent } = kept as Record<string, unknown>;
    const fits = typeof text === "string" && typeof revision === "number" && Number.isInteger(revision) && revision >= 0;
    return fits ? { text, revision, sent: typeof sent === "string" ? sent : null } : null;
  } catch {
    return null;
  }
}

/**
 * Where to begin: with what this browser kept, if it kept something, otherwise with the server's draft, otherwise with
 * the starter. When the server's draft has moved on beneath what was kept, it is offered beside it, unless it is what
 * was sent from here.
 */
export function openDraft(starter: string, server: ServerDraft | null, kept: KeptDraft | null): DraftState {
  const saved = server ?? { text: starter, revision: 0 };
  const idle = { sent: null, isSending: false, failure: null, other: null };
  if (kept === null || kept.text === saved.text) return { text: saved.text, saved, ...idle };
  const begun = { text: kept.text, saved, ...idle };
  if (saved.revision <= kept.revision) return { ...begun, sent: kept.sent };
  return { ...begun, other: saved.text === kept.sent ? null : server };
}

export const isUnsaved = ({ text, saved, sent }: DraftState): boolean => text !== saved.text || sent !== null;

/** What this browser has to keep, or null when the server has it all. */
export const toKeep = (state: DraftState): KeptDraft | null =>
  isUnsaved(state) ? { text: state.text, revision: state.saved.revision, sent: state.sent } : null;

/** What to send now, or null when there is nothing to send or nothing may be sent. */
export const toSend = (state: DraftState): ServerDraft | null =>
  isUnsaved(state) && !state.isSending && state.other === null ? { text: state.sent ?? state.text, revision: state.saved.revision } : null;

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
      return { ...state, sent: event.text, isSending: true, failure: null };
    case "saved":
      return { ...state, saved: { text: state.sent ?? state.text, revision: event.revision }, sent: null, isSending: false, failure: null };
    case "overtaken":
      return { ...state, sent: null, isSending: false, other: event.draft };
    case "failed":
      return { ...state, sent: event.failure === "offline" ? state.sent : null, isSending: false, failure: event.failure };
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
