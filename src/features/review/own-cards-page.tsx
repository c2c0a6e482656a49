"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { OWN_BACK_CHARS_MAX, OWN_FRONT_CHARS_MAX, type OwnCard, type OwnCardsOutput } from "@/contracts/review/own-cards";
import { Prose } from "@/ui/prose";
import { counted } from "@/ui/words";
import { useTRPC, wordsOf } from "../trpc";
import styles from "./own-cards.module.css";

/** The cards that a learner made: read, changed and deleted. */
export function OwnCardsPage({ cards: atFirst }: OwnCardsOutput) {
  const trpc = useTRPC();
  const [cards, setCards] = useState(atFirst);
  const [open, setOpen] = useState<string | null>(null);
  const take = ({ cards: next }: OwnCardsOutput) => {
    setCards(next);
    setOpen(null);
  };
  const changing = useMutation({ ...trpc.review.changeOwnCard.mutationOptions(), networkMode: "always", onSuccess: take });
  const removing = useMutation({ ...trpc.review.removeOwnCard.mutationOptions(), networkMode: "always", onSuccess: take });
  const problem = changing.error ?? removing.error;
  return (
    <div className={`wrap ${styles.page}`}>
      <h1>Your cards</h1>
      <p className="hint">{cards.length === 0 ? "A failing run of a lab has a button that makes a card of it. What you keep there is listed here, and comes up in your reviews." : `${counted(cards.length, "card")}, the newest first. They come up in your reviews like all others.`}</p>
      {problem !== null && (
        <p className="note bad" role="alert">
          <span>{wordsOf(problem)}</span>
        </p>
      )}
      <ul className={styles.list}>
        {cards.map((card) => (
          <li key={card.id} className={styles.card}>
            {open === card.id ? (
              <Editing card={card} isBusy={changing.isPending} onKeep={(texts) => changing.mutate({ id: card.id, ...texts })} onCancel={() => setOpen(null)} />
            ) : (
              <Shown card={card} isBusy={removing.isPending} onEdit={() => setOpen(card.id)} onDelete={() => removing.mutate({ id: card.id })} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Shown({ card, isBusy, onEdit, onDelete }: { card: OwnCard; isBusy: boolean; onEdit: () => void; onDelete: () => void }) {
  const [isSure, setSure] = useState(false);
  return (
    <>
      <Prose html={card.frontHtml} className={styles.front} />
      <Prose html={card.backHtml} className={styles.back} />
      <div className={styles.foot}>
        <Link className="link" href={card.origin}>
          Open the run
        </Link>
        <Link className="link" href={`/library/concepts/${card.concept.id}`}>
          {card.concept.title}
        </Link>
        <span className="grow" />
        <button type="button" className="btn sm" onClick={onEdit}>
          Change
        </button>
        <button type="button" className="btn sm" disabled={isBusy} onClick={() => (isSure ? onDelete() : setSure(true))} onBlur={() => setSure(false)}>
          {isSure ? "Delete for good" : "Delete"}
        </button>
      </div>
    </>
  );
}

interface EditingProps {
  card: OwnCard;
  isBusy: boolean;
  onKeep: (texts: { front: string; back: string }) => void;
  onCancel: () => void;
}

function Editing({ card, isBusy, onKeep, onCancel }: EditingProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onKeep({ front: String(form.get("front") ?? ""), back: String(form.get("back") ?? "") });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className="field">
        <span className="label">Question</span>
        <textarea className="input" name="front" rows={8} required maxLength={OWN_FRONT_CHARS_MAX} defaultValue={card.front} autoFocus />
      </label>
      <label className="field">
        <span className="label">Answer</span>
        <textarea className="input" name="back" rows={5} required maxLength={OWN_BACK_CHARS_MAX} defaultValue={card.back} />
      </label>
      <p className={styles.foot}>
        <button type="submit" className="btn pri sm" disabled={isBusy}>
          Keep
        </button>
        <button type="button" className="btn sm" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  );
}
