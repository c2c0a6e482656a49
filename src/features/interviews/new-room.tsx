"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { ScenarioSummary } from "@/contracts/interviews/rooms";
import { Outcome, TextField } from "@/ui/form-parts";
import { ReportItem } from "../report-item";
import { useTRPC, wordsOf } from "../trpc";
import { roomHref } from "./addresses";
import styles from "./interviews-page.module.css";
import { Known } from "./known";

interface NewRoomProps {
  scenarios: readonly ScenarioSummary[];
  /** The scenario that the link before named */
  chosenId: string | null;
  timeZone: string | null;
}

/** Opens a room: which scenario, and when. */
export function NewRoom({ scenarios, chosenId: named, timeZone }: NewRoomProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [chosenId, setChosenId] = useState(scenarios.some(({ id }) => id === named) ? named : null);
  const [date, setDate] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const opening = useMutation({
    ...trpc.interviews.openRoom.mutationOptions(),
    networkMode: "always",
    onSuccess: ({ roomId }) => router.push(roomHref(roomId)),
  });
  const chosen = scenarios.find(({ id }) => id === chosenId);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (chosenId === null) return setFault("Choose a scenario first.");
    if (opening.isPending || opening.isSuccess) return;
    setFault(null);
    opening.mutate({ scenarioId: chosenId, scheduledAt: date === "" ? null : new Date(date).getTime() });
  };

  return (
    <div className="wrap">
      <h1>Open a room</h1>
      <p className="mt-2 max-w-[70ch] text-ink-2">You will be its interviewer, and read hints, follow-ups and the rubric of the scenario. You cannot be its candidate unprepared afterwards.</p>
      <form className={styles.form} method="post" noValidate onSubmit={submit}>
        <fieldset className={styles.choices}>
          <legend>Scenario</legend>
          {scenarios.map((scenario) => (
            <label key={scenario.id} className={styles.choice}>
              <input type="radio" name="scenario" value={scenario.id} checked={scenario.id === chosenId} onChange={() => setChosenId(scenario.id)} />
              <b>{scenario.title}</b>
              <span className={`${styles.facts} num`}>
                {scenario.level}, {scenario.minutes} min
              </span>
              <p>{scenario.summary}</p>
              <small>
                <Known known={scenario.known} timeZone={timeZone} />
              </small>
            </label>
          ))}
        </fieldset>
        <div className={styles.decide}>
          <TextField
            label="Date, if you have agreed on one"
            type="datetime-local"
            name="date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
            hint="Shown in the invitation and in your list. The room can be entered at any time."
          />
          {chosen !== undefined && <Phases phases={chosen.phases} />}
          {chosen !== undefined && <ReportItem key={chosen.id} kind="scenario" itemId={chosen.id} />}
          <div className={styles.go}>
            <Outcome problem={fault ?? (opening.error === null ? null : wordsOf(opening.error))} />
            <button type="submit" className="btn pri lg" aria-disabled={opening.isPending || opening.isSuccess}>
              {opening.isPending || opening.isSuccess ? "Opening" : "Open the room"}
            </button>
          </div>
        </div>
      </form>
    </div>
  );
}

function Phases({ phases }: Pick<ScenarioSummary, "phases">) {
  return (
    <section aria-label="Phases of this scenario">
      <h2 className="label mb-1.5">Phases</h2>
      <ol className={styles.phases}>
        {phases.map(({ name, minutes }) => (
          <li key={name}>
            {name}
            <span className="num muted">{minutes} min</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
