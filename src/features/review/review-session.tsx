"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { QueueCard, QueueOutput } from "@/contracts/review/review";
import { Dialog } from "@/ui/dialog";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { ReportDialog } from "../report-item";
import { KeyHints } from "./key-hints";
import { CardFace } from "./card-face";
import { RatingBar, type Rating } from "./rating-bar";
import { SessionEnd } from "./session-end";
import { SessionHeader } from "./session-header";
import { useReviewSession } from "./use-review-session";
import styles from "./review-session.module.css";

interface ReviewSessionProps {
  userId: string;
  queue: QueueOutput;
  /** "Friday's cards" */
  title: string;
  timeZone: string;
}

/** The day's cards, one at a time. The network is behind the learner, never in front. */
export function ReviewSession({ userId, queue, title, timeZone }: ReviewSessionProps) {
  const router = useRouter();
  const { session, sync, notice, act, undo } = useReviewSession(userId, queue);
  const [helpOpen, setHelpOpen] = useState(false);
  /** The card that is being reported: it stays the same if the session goes on behind. */
  const [reported, setReported] = useState<string | null>(null);
  const { current, upcoming, done } = session;

  const report = () => setReported(current?.cardId ?? null);
  useHotkeys({ r: report, u: undo, "ctrl+z": undo, "?": () => setHelpOpen(true), escape: () => router.push("/today") });

  return (
    <div className={styles.screen}>
      <SessionHeader
        title={title}
        marks={done.map(({ kind }) => kind)}
        left={upcoming.length + (current === null ? 0 : 1)}
        sync={sync}
        onUndo={done.length > 0 ? undo : null}
        onBury={current === null ? null : () => act({ kind: "buried" })}
        onSuspend={current === null ? null : () => act({ kind: "suspended" })}
        onReport={current === null ? null : report}
      />
      {notice !== null && (
        <p role="alert" className={`note bad ${styles.notice}`}>
          {notice}
        </p>
      )}
      {current === null ? (
        <SessionEnd done={done} waiting={upcoming} nextDayAt={queue.nextDayAt} timeZone={timeZone} onUndo={done.length > 0 ? undo : null} />
      ) : (
        <Showing key={current.showing} card={current} onRate={(rating, tookMs) => act({ kind: "reviewed", rating, tookMs })} onAside={(kind) => act({ kind })} />
      )}
      <Dialog title="Keys" open={helpOpen} onClose={() => setHelpOpen(false)}>
        <KeyHints all />
      </Dialog>
      <ReportDialog item={{ kind: "card", itemId: reported ?? "" }} open={reported !== null} onClose={() => setReported(null)} />
    </div>
  );
}

interface ShowingProps {
  card: QueueCard;
  onRate: (rating: Rating, tookMs: number) => void;
  onAside: (kind: "buried" | "suspended") => void;
}

/** One showing of one card: first the front, then the answer, then four ratings. */
function Showing({ card, onRate, onAside }: ShowingProps) {
  const router = useRouter();
  /** How many parts of the answer are visible: steps of a sequence come one by one. */
  const [shown, setShown] = useState(0);
  const shownAt = useRef(0);
  useEffect(() => {
    shownAt.current = performance.now();
  }, []);
  const parts = card.kind === "sequence" ? card.stepsHtml.length : 1;
  const revealed = shown >= parts;

  const showMore = () => setShown((count) => Math.min(count + 1, parts));
  const rate = (rating: Rating) => {
    if (revealed) onRate(rating, Math.round(performance.now() - shownAt.current));
  };
  useHotkeys({
    space: () => (revealed ? rate("good") : showMore()),
    "1": () => rate("again"),
    "2": () => rate("hard"),
    "3": () => rate("good"),
    "4": () => rate("easy"),
    b: () => onAside("buried"),
    s: () => onAside("suspended"),
    c: () => router.push(`/library/concepts/${card.concept.id}`),
    i: () => router.push(`/progress/cards/${card.cardId}`),
  });

  return (
    <>
      <main className={styles.body} id="main">
        <CardFace card={card} shown={shown} revealed={revealed} onShow={showMore} />
      </main>
      <footer className={styles.foot}>
        {revealed ? (
          <RatingBar intervals={card.intervals} onRate={rate} />
        ) : (
          <ShowButton card={card} shown={shown} onShow={showMore} />
        )}
        <KeyHints revealed={revealed} />
      </footer>
    </>
  );
}

/** While a field has the focus, Space writes a space: there Enter shows the answer. */
function ShowButton({ card, shown, onShow }: { card: QueueCard; shown: number; onShow: () => void }) {
  const key = card.kind === "type-in" ? "Enter" : "Space";
  const words = card.kind !== "sequence" ? "Show answer" : shown === 0 ? "Show the first step" : "Show the next step";
  return (
    <button type="button" className={`btn pri ${styles.show}`} onClick={onShow} aria-keyshortcuts={key}>
      {words} <Kbd>{key}</Kbd>
    </button>
  );
}
