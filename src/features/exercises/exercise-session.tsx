"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { AttemptView, OpenOutput } from "@/contracts/exercises/exercises";
import { useTRPCClient } from "../trpc";
import { exerciseHref } from "./addresses";
import { ExerciseCrumb } from "./exercise-crumb";
import { FeedbackView } from "./feedback-view";
import { Question } from "./question";

interface ExerciseSessionProps {
  opened: OpenOutput;
  /** Set when this variant was answered before the page was drawn */
  answered: AttemptView | null;
}

/** One variant from the question to the feedback, in one place. */
export function ExerciseSession({ opened, answered }: ExerciseSessionProps) {
  const { exercise, variantId } = opened;
  const api = useTRPCClient();
  const router = useRouter();
  // A variant that was just drawn gets its address here: a redirect would cost a second request.
  useEffect(() => {
    const href = exerciseHref(exercise.id, variantId);
    if (location.pathname + location.search !== href) history.replaceState(null, "", href);
  }, [exercise.id, variantId]);
  const [graded, setGraded] = useState<AttemptView | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (graded === null) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  }, [graded]);
  const attempt = graded ?? answered;
  if (attempt !== null) return <FeedbackView attempt={attempt} headingRef={heading} />;
  return (
    <Question
      opened={opened}
      crumb={<ExerciseCrumb exercise={exercise} variantId={variantId} />}
      use={{
        send: (draft) => api.exercises.submit.mutate({ variantId, ...draft }),
        askHint: (number) => api.exercises.hint.mutate({ variantId, number }),
        onDone: ({ attempt: done }) => {
          setGraded(done);
          router.refresh(); // the number of due cards beside Review
        },
      }}
    />
  );
}
