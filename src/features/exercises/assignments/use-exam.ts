"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ExamOutput } from "@/contracts/exercises/assignments";
import type { Answer } from "@/contracts/exercises/exercises";
import { isRefusal, refusalOf, useTRPCClient, wordsOf } from "../../trpc";
import { answered, type AnswerState, changed, failed, firstState, needsSaving, sending, takeOther } from "./exam-answers";

/** How long typing may pause before an answer is sent. */
const SAVE_AFTER_MS = 600;
const RETRY_AFTER_MS = 2_000;
/** So near the end nothing waits for a pause. */
const LAST_MS = 5_000;
/** Extra time, or handing in on another device, is seen within so long. */
const LOOK_EVERY_MS = 15_000;
const ENDED = new Set(["time-over", "handed-in"]);

/** Answers that are sent as they are made, and the server's clock. */
export function useExam(exam: ExamOutput) {
  const api = useTRPCClient();
  const assignmentId = exam.assignment.id;
  const [states, setStates] = useState<readonly AnswerState[]>(() => exam.items.map(firstState));
  const [isOver, setOver] = useState(false);
  const latest = useRef(states);
  useEffect(() => {
    latest.current = states;
  });
  const update = useCallback((variantId: string, next: (state: AnswerState) => AnswerState) => {
    setStates((all) => all.map((state) => (state.variantId === variantId ? next(state) : state)));
  }, []);

  const clock = useServerClock(exam);
  const { learn } = clock;
  const save = useCallback(
    async (variantId: string) => {
      const state = latest.current.find((candidate) => candidate.variantId === variantId);
      if (state === undefined || !needsSaving(state)) return;
      const { answer, number } = state;
      latest.current = latest.current.map((other) => (other === state ? sending(state) : other));
      update(variantId, sending);
      try {
        const output = await api.exercises.assignments.save.mutate({ assignmentId, variantId, answer, number });
        update(variantId, (now) => answered(now, number, output));
        learn(output);
      } catch (error) {
        update(variantId, (now) => failed(now, wordsOf(error)));
        if (isRefusal(error) && ENDED.has(refusalOf(error) ?? "")) setOver(true);
      }
    },
    [api, assignmentId, learn, update],
  );

  // One timer for all that waits: after a pause, or a while after a failure.
  const isLast = clock.leftMs < LAST_MS;
  useEffect(() => {
    if (isOver) return;
    const waiting = states.filter(needsSaving);
    if (waiting.length === 0) return;
    const delay = waiting.some(({ problem }) => problem !== null) ? RETRY_AFTER_MS : isLast ? 0 : SAVE_AFTER_MS;
    const timer = setTimeout(() => waiting.forEach(({ variantId }) => void save(variantId)), delay);
    return () => clearTimeout(timer);
  }, [states, isOver, isLast, save]);

  useEffect(() => {
    const look = () => {
      api.exercises.assignments.clock.query({ assignmentId }).then(
        ({ now, deadline, phase }) => {
          if (deadline !== null) learn({ now, deadline });
          if (phase === "over") setOver(true);
        },
        () => undefined, // the next look tells
      );
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [api, assignmentId, learn]);

  const change = (variantId: string, answer: Answer) => update(variantId, (state) => changed(state, answer));
  /** Sends at once what waits for a pause. */
  const saveAll = () => latest.current.filter(needsSaving).forEach(({ variantId }) => void save(variantId));
  return { states, change, takeOther: (variantId: string) => update(variantId, takeOther), saveAll, isOver: isOver || clock.leftMs <= 0, leftMs: clock.leftMs };
}

/** What is left by the server's clock: this device's own may be wrong, or be set anew while the exam runs. */
function useServerClock(exam: ExamOutput) {
  const [known, setKnown] = useState({ leftMs: exam.deadline - exam.now, at: 0 });
  const [tick, setTick] = useState(0);
  const learn = useCallback(({ now, deadline }: { now: number; deadline: number }) => setKnown({ leftMs: deadline - now, at: performance.now() }), []);
  useEffect(() => {
    setKnown((first) => (first.at === 0 ? { ...first, at: performance.now() } : first));
    const timer = setInterval(() => setTick(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return { leftMs: known.leftMs - (known.at === 0 ? 0 : Math.max(0, tick - known.at)), learn };
}
