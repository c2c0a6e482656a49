"use client";

import { useMutation } from "@tanstack/react-query";
import { Flag } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { type ItemKind, REPORT_WORDS_MAX, type ReportReason } from "@/contracts/authoring/reports";
import { Dialog } from "@/ui/dialog";
import { Field, Outcome } from "@/ui/form-parts";
import { newId } from "@/ui/new-id";
import styles from "./report-item.module.css";
import { useTRPC, wordsOf } from "./trpc";

export const REASON_WORDS: Readonly<Record<ReportReason, string>> = {
  "wrong-fact": "A fact is wrong",
  unclear: "It is unclear",
  broken: "Something does not work",
  "not-in-source": "The source does not say so",
  other: "Something else",
};
const REASONS = Object.keys(REASON_WORDS) as ReportReason[];

export const KIND_WORDS: Readonly<Record<ItemKind, string>> = { card: "card", exercise: "exercise", concept: "concept", scenario: "scenario" };

/** What a report is about. It is every slice's, since every slice shows items. */
export interface ReportedItem {
  kind: ItemKind;
  itemId: string;
  /** Of an exercise: the variant on the page */
  variantId?: string | undefined;
}

/** The button that opens the form. */
export function ReportItem(item: ReportedItem) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn ghost sm" onClick={() => setOpen(true)}>
        <Flag className="ico s" aria-hidden="true" />
        Report this {KIND_WORDS[item.kind]}
      </button>
      <ReportDialog item={item} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The form alone, for whoever has a button of their own. */
export function ReportDialog({ item, open, onClose }: { item: ReportedItem; open: boolean; onClose: () => void }) {
  return (
    <Dialog title={`Report this ${KIND_WORDS[item.kind]}`} open={open} onClose={onClose}>
      <ReportForm item={item} onClose={onClose} />
    </Dialog>
  );
}

function ReportForm({ item: { kind, itemId, variantId }, onClose }: { item: ReportedItem; onClose: () => void }) {
  const trpc = useTRPC();
  const [id] = useState(newId);
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [words, setWords] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const send = useMutation(trpc.authoring.reports.send.mutationOptions());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) return setFault("Choose what is wrong.");
    if (reason === "other" && words.trim() === "") return setFault("Say in a few words what is wrong.");
    setFault(null);
    send.mutate({ id, kind, itemId, variantId: variantId ?? null, reason, words });
  };
  if (send.isSuccess) {
    return (
      <div className={styles.form}>
        <p role="status">Thank you. It is on the authors’ list. Their answer will stand under Settings, Reports.</p>
        <div className={styles.actions}>
          <button type="button" className="btn pri" onClick={onClose} autoFocus>
            Close
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <fieldset className={styles.reasons}>
        <legend>What is wrong?</legend>
        {REASONS.map((each) => (
          <label key={each}>
            <input type="radio" name="reason" value={each} checked={reason === each} onChange={() => setReason(each)} />
            {REASON_WORDS[each]}
          </label>
        ))}
      </fieldset>
      <Field label="In your words" hint={`What should stand there, or what you did when it broke. Up to ${REPORT_WORDS_MAX} characters.`}>
        {(wiring) => <textarea {...wiring} className={`${wiring.className} ${styles.words}`} maxLength={REPORT_WORDS_MAX} value={words} onChange={(event) => setWords(event.target.value)} />}
      </Field>
      <Outcome problem={fault ?? (send.isError ? wordsOf(send.error) : null)} />
      <div className={styles.actions}>
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="btn pri" aria-disabled={send.isPending}>
          {send.isPending ? "Sending" : send.isError ? "Send again" : "Send"}
        </button>
      </div>
    </form>
  );
}
