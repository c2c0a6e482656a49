"use client";

import { Plus, Quote } from "lucide-react";
import { type RefObject, type SubmitEvent, useEffect, useState } from "react";
import type { ConsoleView } from "@/contracts/interviews/rooms";
import { EVIDENCE_CHARS_MAX } from "@/contracts/interviews/socket";
import type { RubricLevel } from "@/domain/interviews/room-event";
import type { RoomEvidence } from "@/domain/interviews/room-state";
import { Kbd } from "@/ui/kbd";
import { newId } from "@/ui/new-id";
import { clockWords } from "../words";
import styles from "./console.module.css";
import { useSession } from "./room-context";
import { startOf } from "./room-story";

const LEVELS: readonly RubricLevel[] = [1, 2, 3, 4];

interface RubricProps {
  lines: ConsoleView["rubric"];
  /** Set to what the key for evidence does */
  takeEvidence: RefObject<() => void>;
}

/** The lines of the rubric, each at one of four levels, with what was seen and when. One line is open at a time. */
export function Rubric({ lines, takeEvidence }: RubricProps) {
  const { state, do: give } = useSession();
  const [openLine, setOpenLine] = useState(0);
  /** Evidence whose moment is taken, and whose words are being typed. */
  const [typed, setTyped] = useState<Taken | null>(null);
  const isOpen = state.clock.status !== "waiting";

  const take = (dimension: number) => {
    if (!isOpen || typed !== null) return;
    const evidenceId = newId();
    setOpenLine(dimension);
    setTyped({ evidenceId, dimension });
    // At once, so that it names this moment; the words follow.
    give({ kind: "add-evidence", evidenceId, dimension, text: "" });
  };
  useEffect(() => {
    takeEvidence.current = () => take(openLine);
  });

  return (
    <section className={styles.part} aria-labelledby="rubric-title">
      <h2 id="rubric-title">
        Rubric
        <em className="num">
          {state.levels.size} of {lines.length} rated
        </em>
      </h2>
      {!isOpen && <p className="hint">Ratings begin with the clock.</p>}
      <ul className={styles.rubric}>
        {lines.map((line, dimension) => (
          <Line
            key={line.dimension}
            line={line}
            dimension={dimension}
            isOpen={openLine === dimension}
            isActive={isOpen}
            isTaking={typed !== null}
            taken={typed?.dimension === dimension ? typed : null}
            onOpen={() => setOpenLine(dimension)}
            onTake={() => take(dimension)}
            onTyped={() => setTyped(null)}
          />
        ))}
      </ul>
    </section>
  );
}

/** Evidence whose words are being typed. Its field is there at once, and not only when the log has it: keys that were meant for it would do other things. */
type Taken = Pick<RoomEvidence, "evidenceId" | "dimension">;

interface LineProps {
  line: ConsoleView["rubric"][number];
  dimension: number;
  isOpen: boolean;
  isActive: boolean;
  isTaking: boolean;
  taken: Taken | null;
  onOpen: () => void;
  onTake: () => void;
  onTyped: () => void;
}

function Line({ line, dimension, isOpen, isActive, isTaking, taken, onOpen, onTake, onTyped }: LineProps) {
  const { state, do: give } = useSession();
  const level = state.levels.get(dimension) ?? null;
  const logged = [...state.evidence.values()].filter((each) => each.dimension === dimension);
  const isUnderWay = taken !== null && !state.evidence.has(taken.evidenceId);
  const evidence = isUnderWay ? [...logged, { ...taken, text: "", at: null }] : logged;
  const rate = (next: RubricLevel) => {
    onOpen();
    if (isActive) give({ kind: "score", dimension, level: next === level ? null : next });
  };
  return (
    <li className={isOpen ? styles.openLine : undefined}>
      <div className={styles.line}>
        <button type="button" className={styles.lineName} aria-expanded={isOpen} onClick={onOpen}>
          {line.dimension}
        </button>
        <span className={styles.levels} role="group" aria-label={`Level of ${line.dimension}`}>
          {LEVELS.map((each) => (
            <button key={each} type="button" aria-pressed={level === each} aria-disabled={!isActive} aria-label={`${each}: ${line.levels[each - 1]}`} title={line.levels[each - 1]} onClick={() => rate(each)}>
              {each}
            </button>
          ))}
        </span>
        <span className={`${styles.count} num`}>
          {logged.length > 0 && (
            <>
              {logged.length}
              <Quote aria-hidden="true" />
              <span className="sr"> pieces of evidence</span>
            </>
          )}
        </span>
      </div>
      {isOpen && (
        <div className={styles.lineBody}>
          <ol className={styles.anchors}>
            {line.levels.map((text, place) => (
              <li key={text} className={level === place + 1 ? styles.chosen : undefined}>
                <b className="num">{place + 1}</b> {text}
              </li>
            ))}
          </ol>
          {evidence.map((each) => (
            <Evidence key={each.evidenceId} evidence={each} isTyped={taken?.evidenceId === each.evidenceId} onTyped={onTyped} />
          ))}
          <p className="row mt-2">
            <button type="button" className="btn sm" aria-disabled={!isActive || isTaking} aria-keyshortcuts="q" onClick={onTake}>
              <Plus className="ico s" aria-hidden="true" />
              Evidence <Kbd>Q</Kbd>
            </button>
            <span className="hint">takes the board and the minute</span>
          </p>
        </div>
      )}
    </li>
  );
}

interface EvidenceProps {
  /** `at` is null until the log has it. */
  evidence: Pick<RoomEvidence, "evidenceId" | "dimension" | "text"> & { at: number | null };
  isTyped: boolean;
  onTyped: () => void;
}

function Evidence({ evidence: { evidenceId, dimension, text, at }, isTyped, onTyped }: EvidenceProps) {
  const { events, do: give } = useSession();
  const [words, setWords] = useState(text);
  const time = at === null ? null : <time className="num">{clockWords(at - (startOf(events) ?? at))}</time>;
  if (!isTyped) {
    return (
      <blockquote className={styles.evidence}>
        {time} {text === "" ? <span className="muted">no words yet</span> : text}
        <button type="button" className={styles.drop} onClick={() => give({ kind: "remove-evidence", evidenceId })}>
          Remove<span className="sr"> this evidence</span>
        </button>
      </blockquote>
    );
  }
  const keep = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (words.trim() !== "") give({ kind: "add-evidence", evidenceId, dimension, text: words.trim() });
    onTyped();
  };
  return (
    <form className={styles.evidence} method="post" onSubmit={keep}>
      <label>
        {time} <span className="sr">What was said or drawn</span>
        <input
          className="input"
          autoFocus
          autoComplete="off"
          maxLength={EVIDENCE_CHARS_MAX}
          value={words}
          placeholder="What was said or drawn"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            give({ kind: "remove-evidence", evidenceId });
            onTyped();
          }}
        />
      </label>
      <button type="submit" className="btn sm">
        Keep <Kbd>↵</Kbd>
      </button>
    </form>
  );
}
