"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { InvitationOutput } from "@/contracts/cohorts/cohorts";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";
import { cohortHref } from "./addresses";
import styles from "./cohorts.module.css";

export const MY_COHORTS_HREF = "/settings/cohorts";

/** What the instructor will see, told before one joins. */
const SEEN = [
  "your name and your e-mail address",
  "when you last studied, how many cards you answered and how many are overdue",
  "how much you remember and how much was predicted, as a whole and for each concept",
  "every answer to an exercise, with what was said of it",
  "every program that you submitted to a lab, its verdict and its recordings",
  "how many interviews you held",
];

interface JoinPageProps {
  code: string;
  invitation: InvitationOutput;
}

export function JoinPage({ code, invitation: { cohortId, name, instructor, standing } }: JoinPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const join = useMutation(
    trpc.cohorts.join.mutationOptions({
      onSuccess: () => {
        router.push(MY_COHORTS_HREF);
        router.refresh();
      },
    }),
  );
  return (
    <div className={`wrap ${styles.wrap}`}>
      <h1>{standing === "invited" ? `Join ${name}` : name}</h1>
      <p className="mt-2 max-w-[64ch] text-ink-2">
        {standing === "instructor"
          ? "This is your own cohort. Send this page’s address to your learners."
          : `${instructor} follows this cohort and helps where somebody is stuck.`}
      </p>
      {standing !== "instructor" && (
        <>
          <h2 className="mt-6 mb-2 text-[16px]">What {instructor} {standing === "member" ? "sees" : "will see"}, of before you joined too</h2>
          <ul className={styles.bullets}>
            {SEEN.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p className="mt-4 max-w-[64ch] text-ink-2">
            Not your drafts, your settings or your password; other learners see nothing of you. Each look at your work is written down: you read who looked,
            and at what, under Settings, Cohorts. There you can leave at any time.
          </p>
        </>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        {standing === "invited" && (
          <button type="button" className="btn pri" aria-disabled={join.isPending} onClick={() => !join.isPending && join.mutate({ code })}>
            Join the cohort
          </button>
        )}
        {standing === "member" && (
          <Link className="btn pri" href={MY_COHORTS_HREF}>
            You are in it: your cohorts
          </Link>
        )}
        {standing === "instructor" && (
          <Link className="btn pri" href={cohortHref(cohortId)}>
            Open the cohort
          </Link>
        )}
        {standing === "invited" && (
          <Link className="btn" href="/today">
            Not now
          </Link>
        )}
      </div>
      <div className="mt-3 max-w-[64ch]">
        <Outcome problem={join.isError ? wordsOf(join.error) : null} />
      </div>
    </div>
  );
}
