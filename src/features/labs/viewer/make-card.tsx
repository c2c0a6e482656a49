"use client";

import { useMutation } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useRef, useState } from "react";
import { OWN_BACK_CHARS_MAX, OWN_FRONT_CHARS_MAX } from "@/contracts/review/own-cards";
import { Dialog } from "@/ui/dialog";
import { newId } from "@/ui/new-id";
import { useTRPC, wordsOf } from "../../trpc";
import type { Story } from "../spacetime/read-story";
import { cardDraft } from "./card-draft";
import styles from "./run-viewer.module.css";

interface MakeCardProps {
  readonly story: Story;
  readonly checkTitle: string;
  readonly concepts: readonly { readonly id: string; readonly title: string }[];
}

/** Makes a card of a failing run: both sides are written ahead, and changed before it is kept. */
export function MakeCard({ story, checkTitle, concepts }: MakeCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={`btn sm ${styles.makeCard}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Layers className="ico s" aria-hidden="true" />
        Make a card of this
      </button>
      <Dialog title="A card of this run" open={isOpen} onClose={() => setOpen(false)}>
        <CardForm story={story} checkTitle={checkTitle} concepts={concepts} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function CardForm({ story, checkTitle, concepts, onClose }: MakeCardProps & { onClose: () => void }) {
  const trpc = useTRPC();
  const id = useRef<string>(null);
  const [draft] = useState(() => cardDraft(story, checkTitle));
  const making = useMutation({ ...trpc.review.makeOwnCard.mutationOptions(), networkMode: "always" });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const told = (name: string) => String(form.get(name) ?? "");
    id.current ??= newId();
    making.mutate({ id: id.current, front: told("front"), back: told("back"), conceptId: told("concept"), origin: `${location.pathname}${location.search}` });
  };
  if (making.isSuccess) {
    return (
      <div className="grid gap-3 text-[13px]">
        <p role="status">The card is kept. It comes up in your reviews like any other.</p>
        <p className="flex gap-2">
          <Link className="btn sm" href="/review/cards">
            Your cards
          </Link>
          <button type="button" className="btn sm pri" onClick={onClose} autoFocus>
            Back to the run
          </button>
        </p>
      </div>
    );
  }
  return (
    <form className={styles.cardForm} onSubmit={submit}>
      <label className="field">
        <span className="label">Question</span>
        <textarea className="input" name="front" rows={9} required maxLength={OWN_FRONT_CHARS_MAX} defaultValue={draft.front} />
      </label>
      <label className="field">
        <span className="label">Answer</span>
        <textarea className="input" name="back" rows={5} required maxLength={OWN_BACK_CHARS_MAX} defaultValue={draft.back} />
      </label>
      <label className="field">
        <span className="label">Concept</span>
        <select className="input" name="concept">
          {concepts.map((concept) => (
            <option key={concept.id} value={concept.id}>
              {concept.title}
            </option>
          ))}
        </select>
      </label>
      {making.error !== null && (
        <p className="note bad" role="alert">
          <span>{wordsOf(making.error)}</span>
        </p>
      )}
      <p className="flex gap-2">
        <button type="submit" className="btn pri" disabled={making.isPending}>
          Keep the card
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  );
}
