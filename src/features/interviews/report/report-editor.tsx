"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { REPORT_CHARS_MAX, type ReportView, type Sheet } from "@/contracts/interviews/report";
import { Dialog } from "@/ui/dialog";
import { Field, Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import styles from "./report.module.css";

/** Where the staff write, and the host shares. Below it stands the report as the candidate will read it. */
export function ReportEditor({ report: { roomId, me, state }, sheet }: { report: ReportView; sheet: Sheet }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [keep, setKeep] = useState(sheet.keep);
  const [change, setChange] = useState(sheet.change);
  const [isAsking, setAsking] = useState(false);
  const isDirty = keep.trim() !== sheet.keep || change.trim() !== sheet.change;
  const refresh = () => router.refresh();
  const writing = useMutation({ ...trpc.interviews.writeReport.mutationOptions(), networkMode: "always", onSuccess: refresh });
  const sharing = useMutation({ ...trpc.interviews.shareReport.mutationOptions(), networkMode: "always", onSuccess: refresh });
  const error = writing.error ?? sharing.error;

  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!writing.isPending) writing.mutate({ roomId, keep, change });
  };
  const share = async () => {
    setAsking(false);
    try {
      if (isDirty) await writing.mutateAsync({ roomId, keep, change });
      await sharing.mutateAsync({ roomId });
    } catch {
      // The mutations keep what went wrong, and it is shown above the buttons.
    }
  };

  return (
    <form className={styles.editor} method="post" noValidate onSubmit={save}>
      <Words label="Keep" hint="What the candidate did well, and should go on doing." value={keep} onChange={setKeep} />
      <Words label="Change" hint="What to do otherwise next time. Say first what happened." value={change} onChange={setChange} />
      <Outcome problem={error === null ? null : wordsOf(error)} done={writing.isSuccess && !isDirty && "Saved. Only the interviewers read it until it is shared."} />
      <div className="flex flex-wrap items-center gap-2">
        <button type="submit" className="btn" aria-disabled={writing.isPending}>
          {writing.isPending ? "Saving" : "Save"}
        </button>
        {me.isHost && state === "ended" && (
          <button type="button" className="btn pri" aria-haspopup="dialog" aria-disabled={sharing.isPending} onClick={() => setAsking(true)}>
            Share with the candidate
          </button>
        )}
        <span className="hint">{me.isHost ? (state === "ended" ? "" : "It can be shared once the interview has ended.") : "The host shares it."}</span>
      </div>
      <Dialog title="Share the report" open={isAsking} onClose={() => setAsking(false)}>
        <div className="grid gap-3 text-[13px] leading-normal">
          <p>The candidate reads what stands below: your words, every level with its text, and the evidence. Notes stay with the interviewers. It cannot be taken back or changed afterwards.</p>
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" onClick={() => void share()}>
              Share it
            </button>
            <button type="button" className="btn" autoFocus onClick={() => setAsking(false)}>
              Not yet
            </button>
          </div>
        </div>
      </Dialog>
    </form>
  );
}

function Words({ label, hint, value, onChange }: { label: string; hint: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => <textarea {...wiring} className={`${wiring.className} ${styles.field}`} rows={4} maxLength={REPORT_CHARS_MAX} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}
