"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { QueueOutput, ReviewEventInput } from "@/contracts/review/review";
import { isRefusal, useTRPCClient } from "../trpc";
import { Outbox, type OutboxState } from "./outbox";
import { finishCurrent, hearServer, type SessionState, startSession, undoLast, wakeUp } from "./session-state";

const WAKE_MS = 5_000;

/** What an answer says beside its own kind; id, card and time are added here. */
type Act = { kind: "reviewed"; rating: "again" | "hard" | "good" | "easy"; tookMs: number } | { kind: "suspended" } | { kind: "buried" };

const oneTabAtATime = (work: () => Promise<void>): Promise<void> =>
  "locks" in navigator ? navigator.locks.request("quorum-review-outbox", work) : work();

/** One sitting: the state on screen, and an outbox that brings it to the server behind the learner's back. */
export function useReviewSession(userId: string, queue: QueueOutput) {
  const client = useTRPCClient();
  const [session, setSession] = useState<SessionState>(() => startSession(queue.cards, queue.now));
  const [sync, setSync] = useState<OutboxState>({ waiting: 0, status: "saved" });
  const [notice, setNotice] = useState<string | null>(null);
  const cardOf = useRef(new Map<string, string>());
  const outbox = useRef<Outbox | null>(null);

  useEffect(() => {
    const box = new Outbox(`quorum.review-outbox.${userId}`, {
      storage: window.localStorage,
      send: (events) => client.review.record.mutate({ events }),
      isRefusal,
      onState: setSync,
      exclusively: oneTabAtATime,
      later: (work, ms) => window.setTimeout(work, ms),
      onOutcomes: (outcomes) => {
        for (const { id, card, outcome, reason } of outcomes) {
          if (outcome === "refused") setNotice(reason);
          const cardId = cardOf.current.get(id);
          if (cardId !== undefined) setSession((state) => hearServer(state, { id, cardId, card }, Date.now()));
        }
      },
    });
    outbox.current = box;
    const flush = () => void box.flush();
    // Answers of an earlier sitting that never arrived go first; the queue is then asked for anew.
    if (box.pending().length > 0) {
      void box.flush().then(async () => {
        const fresh = await client.review.queue.query();
        setSession((state) => (state.done.length === 0 ? startSession(fresh.cards, Date.now()) : state));
      });
    }
    const waker = window.setInterval(() => setSession((state) => wakeUp(state, Date.now())), WAKE_MS);
    window.addEventListener("online", flush);
    return () => {
      window.clearInterval(waker);
      window.removeEventListener("online", flush);
    };
  }, [client, userId]);

  const send = useCallback((event: ReviewEventInput) => {
    cardOf.current.set(event.id, event.cardId);
    outbox.current?.add(event);
  }, []);

  const act = useCallback(
    (what: Act) => {
      const { current } = session;
      if (current === null) return;
      const event: ReviewEventInput = { ...what, id: crypto.randomUUID(), cardId: current.cardId, at: Date.now() };
      setNotice(null);
      setSession((state) => (state.current?.showing === current.showing ? finishCurrent(state, event, event.at) : state));
      send(event);
    },
    [send, session],
  );

  const undo = useCallback(() => {
    const last = session.done.at(-1);
    if (last === undefined) return;
    const event: ReviewEventInput = { kind: "undone", id: crypto.randomUUID(), cardId: last.card.cardId, at: Date.now(), undoes: last.eventId };
    setSession((state) => (state.done.at(-1)?.eventId === last.eventId ? undoLast(state, event.id) : state));
    send(event);
  }, [send, session]);

  return { session, sync, notice, act, undo };
}
