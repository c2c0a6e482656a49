"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { SettingsOutput } from "@/contracts/accounts/accounts";
import { NEW_PER_DAY_MAX, RETENTION_MAX, RETENTION_MIN, ROLLOVER_HOUR_MAX } from "@/contracts/accounts/limits";
import { useTRPC, wordsOf } from "../trpc";
import { Field, focusFirstFault, Outcome } from "@/ui/form-parts";
import { useTimeZone } from "./use-time-zone";

interface Typed {
  timeZone: string;
  rolloverHour: number;
  newPerDay: string;
  retentionPercent: string;
  planId: string;
}

/** A list of choices brings 4 px of its own. */
const SELECT = "input px-[7px]";
const NO_PLAN = "";
const HOURS = Array.from({ length: ROLLOVER_HOUR_MAX + 1 }, (_, hour) => hour);
const hourWords = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
const percentOf = (share: number): number => Math.round(share * 100);

/** A whole number from least to most, or null. */
function wholeIn(typed: string, least: number, most: number): number | null {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

const faultsOf = ({ newPerDay, retentionPercent }: Typed) => ({
  newPerDay: wholeIn(newPerDay, 0, NEW_PER_DAY_MAX) === null ? `A whole number from 0 to ${NEW_PER_DAY_MAX}.` : null,
  retention:
    wholeIn(retentionPercent, percentOf(RETENTION_MIN), percentOf(RETENTION_MAX)) === null
      ? `A whole number from ${percentOf(RETENTION_MIN)} to ${percentOf(RETENTION_MAX)}.`
      : null,
});

interface ScheduleFormProps {
  settings: SettingsOutput;
  /** Zones that the server knows. */
  timeZones: readonly string[];
}

/** When a day begins, how much is new in it, and how much is to be remembered. */
export function ScheduleForm({ settings, timeZones }: ScheduleFormProps) {
  const [typed, setTyped] = useState<Typed>({
    timeZone: settings.timeZone ?? "UTC",
    rolloverHour: settings.rolloverHour,
    newPerDay: String(settings.newPerDay),
    retentionPercent: String(percentOf(settings.desiredRetention)),
    planId: settings.planId ?? NO_PLAN,
  });
  const [faults, setFaults] = useState<ReturnType<typeof faultsOf>>({ newPerDay: null, retention: null });
  const save = useSaveSchedule(settings);

  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    save.reset();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = faultsOf(typed);
    setFaults(found);
    if (found.newPerDay ?? found.retention) return focusFirstFault(event.currentTarget);
    if (!save.isPending) save.mutate(typed);
  };

  return (
    <form className="grid gap-5" noValidate onSubmit={submit}>
      <TimeZoneField timeZone={typed.timeZone} timeZones={timeZones} onChange={(timeZone) => change({ timeZone })} />
      <Field label="A day begins at" hint="Cards answered before this hour count for the day before.">
        {(wiring) => (
          <select {...wiring} className={SELECT} value={typed.rolloverHour} onChange={(event) => change({ rolloverHour: Number(event.target.value) })}>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {hourWords(hour)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="New cards a day" hint="Each new card comes back several times in its first weeks." problem={faults.newPerDay}>
        {(wiring) => <input {...wiring} inputMode="numeric" value={typed.newPerDay} onChange={(event) => change({ newPerDay: event.target.value })} />}
      </Field>
      <RetentionField percent={typed.retentionPercent} problem={faults.retention} onChange={(retentionPercent) => change({ retentionPercent })} />
      <Field label="Plan" hint="A plan decides which concepts come first. What you know already stays.">
        {(wiring) => (
          <select {...wiring} className={SELECT} value={typed.planId} onChange={(event) => change({ planId: event.target.value })}>
            <option value={NO_PLAN}>No plan: in the order of the library</option>
            {settings.plans.map(({ id, title, days }) => (
              <option key={id} value={id}>
                {title} ({days} days)
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" className="btn pri" aria-disabled={save.isPending}>
          Save
        </button>
        <Outcome problem={save.isError ? wordsOf(save.error) : null} done={save.isSuccess && "Saved. It holds from the next card on."} />
      </div>
    </form>
  );
}

/** Two requests: the schedule is the account's, the plan belongs to the day. */
function useSaveSchedule(settings: SettingsOutput) {
  const trpc = useTRPC();
  const router = useRouter();
  const schedule = useMutation(trpc.accounts.updateSchedule.mutationOptions());
  const plan = useMutation(trpc.today.choosePlan.mutationOptions());
  return useMutation({
    mutationFn: async ({ timeZone, rolloverHour, newPerDay, retentionPercent, planId }: Typed) => {
      await schedule.mutateAsync({ timeZone, rolloverHour, newPerDay: Number(newPerDay), desiredRetention: Number(retentionPercent) / 100 });
      const chosen = planId === NO_PLAN ? null : planId;
      if (chosen !== settings.planId) await plan.mutateAsync({ planId: chosen });
    },
    onSuccess: () => router.refresh(),
  });
}

function TimeZoneField({ timeZone, timeZones, onChange }: { timeZone: string; timeZones: readonly string[]; onChange: (zone: string) => void }) {
  const here = useTimeZone();
  const zones = timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones];
  return (
    <div className="grid gap-2">
      <Field label="Time zone" hint="Your days are counted in it, wherever you open Quorum.">
        {(wiring) => (
          <select {...wiring} className={SELECT} value={timeZone} onChange={(event) => onChange(event.target.value)}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        )}
      </Field>
      {here !== null && here !== timeZone && zones.includes(here) && (
        <button type="button" className="btn w-fit" onClick={() => onChange(here)}>
          Take this browser’s: {here.replaceAll("_", " ")}
        </button>
      )}
    </div>
  );
}

function RetentionField({ percent, problem, onChange }: { percent: string; problem: string | null; onChange: (percent: string) => void }) {
  return (
    <Field label="Remembered when a card comes back" hint="At 95% cards come back more than twice as often as at 90%." problem={problem}>
      {(wiring) => (
        <span className="group">
          <input {...wiring} inputMode="numeric" value={percent} onChange={(event) => onChange(event.target.value)} />
          <span className="unit" aria-hidden="true">
            %
          </span>
        </span>
      )}
    </Field>
  );
}
