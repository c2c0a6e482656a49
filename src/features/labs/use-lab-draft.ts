"use client";

import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react";
import { newId } from "@/ui/new-id";
import { isRefusal, useTRPCClient, wordsOf } from "../trpc";
import { type DraftShelf, openShelf } from "./draft-shelf";
import { draftAfter, type DraftEvent, type DraftState, openDraft, type ServerDraft, toKeep, toSend } from "./draft-state";

/** A pause in typing after which the text is sent. */
const SAVE_MS = 800;
/** After a failed sending the next one waits so long, or until the browser is online again. */
const RETRY_MS = 5_000;

type Opening = DraftEvent | { readonly kind: "opened"; readonly state: DraftState };
const reduce = (state: DraftState, event: Opening): DraftState => (event.kind === "opened" ? event.state : draftAfter(state, event));

interface DraftOf {
  userId: string;
  labId: string;
  starter: string;
  draft: ServerDraft | null;
}

/** The learner's text: in this browser at every key, on the server after every pause. */
export function useLabDraft({ userId, labId, starter, draft }: DraftOf) {
  const client = useTRPCClient();
  const name = `quorum.lab.${userId}.${labId}`;
  const [state, dispatch] = useReducer(reduce, null, () => openDraft(starter, draft, null));
  // Only a browser knows what it kept, so the first picture is the server's.
  const [opened, setOpened] = useState(false);
  const first = useRef({ starter, draft });
  const shelf = useRef<DraftShelf>(null);
  useEffect(() => {
    shelf.current ??= openShelf({ browser: () => localStorage, tab: () => sessionStorage, name, id: newId() });
    dispatch({ kind: "opened", state: openDraft(first.current.starter, first.current.draft, shelf.current.found) });
    setOpened(true);
  }, [name]);

  // Before the key is seen on the screen: a tab may be closed right after it.
  useLayoutEffect(() => {
    if (opened) shelf.current?.keep(toKeep(state));
  }, [opened, state]);

  const send = useCallback(
    async ({ text, revision }: ServerDraft) => {
      dispatch({ kind: "sent", text });
      try {
        const output = await client.labs.saveDraft.mutate({ labId, text, revision });
        dispatch(output.outcome === "saved" ? { kind: "saved", revision: output.revision } : { kind: "overtaken", draft: output.draft });
      } catch (error) {
        dispatch({ kind: "failed", failure: isRefusal(error) ? { words: wordsOf(error) } : "offline" });
      }
    },
    [client, labId],
  );

  useEffect(() => {
    const due = opened ? toSend(state) : null;
    // What was refused is not sent again as it is; typing on makes another text of it.
    if (due === null || (state.failure !== null && state.failure !== "offline")) return;
    const now = () => void send(due);
    const timer = setTimeout(now, state.failure === null ? SAVE_MS : RETRY_MS);
    window.addEventListener("online", now);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", now);
    };
  }, [opened, state, send]);

  return { state, opened, dispatch: dispatch as (event: DraftEvent) => void };
}
