"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { LabView } from "@/contracts/labs/lab-pages";
import { Prose } from "@/ui/prose";
import { References } from "@/ui/references";
import { Tabs } from "./tabs";
import styles from "./workspace.module.css";

type Part = "brief" | "messages" | "hints";

/** What is asked for, what the messages look like, and hints that are opened one by one. */
export function BriefPane({ lab, userId }: { lab: LabView; userId: string }) {
  const [part, setPart] = useState<Part>("brief");
  const { opened, openNext } = useHints(`quorum.lab-hints.${userId}.${lab.id}`, lab.hintsHtml.length);
  const tabs = [
    { id: "brief", label: "Brief" },
    { id: "messages", label: "Messages" },
    { id: "hints", label: <span className="num">{`Hints ${opened}/${lab.hintsHtml.length}`}</span> },
  ] as const;
  return (
    <Tabs name="About this lab" tabs={tabs} at={part} onChange={setPart}>
      {part === "brief" && <Brief lab={lab} />}
      {part === "messages" && <Messages lab={lab} />}
      {part === "hints" && <Hints hints={lab.hintsHtml} opened={opened} onOpen={openNext} />}
    </Tabs>
  );
}

function Brief({ lab }: { lab: LabView }) {
  return (
    <>
      <Prose html={lab.briefHtml} />
      <h3>Checks</h3>
      <ul className={styles.dashes}>
        {lab.checks.map(({ id, title, stage, points, holdsHtml }) => (
          <li key={id}>
            <b>{title}</b>
            {stage !== null && <span className="muted"> · {stage}</span>} <span className="muted num">· {points} points</span>
            <br />
            <Prose html={holdsHtml} inline />
          </li>
        ))}
      </ul>
      {lab.faults.length > 0 && (
        <>
          <h3>Faults you will meet</h3>
          <ul className={styles.badges}>
            {lab.faults.map((fault) => (
              <li key={fault} className="badge">
                {fault}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Concepts</h3>
      <p className={styles.concepts}>
        {lab.concepts.map(({ id, title }) => (
          <Link key={id} className="link" href={`/library/concepts/${id}`}>
            {title}
          </Link>
        ))}
      </p>
      <p className="hint num">
        About {lab.minutes} min; a good answer has about {lab.lines} lines.
      </p>
      <h3>Sources</h3>
      <div className={styles.sources}>
        <References references={lab.references} />
      </div>
    </>
  );
}

function Messages({ lab }: { lab: LabView }) {
  return (
    <>
      <Prose html={lab.messagesHtml} />
      <h3>In another language</h3>
      <p>These messages are the protocol for programs in any language. One that speaks Maelstrom’s JSON lines plays this lab on your own machine, in a checkout of Quorum:</p>
      <pre className={styles.command}>{`npm run --silent maelstrom -- --lab ${lab.id} --bin ./program`}</pre>
      <p className="hint">Real processes in real time: such a verdict is not reproducible, and what only the simulator records is not judged.</p>
    </>
  );
}

function Hints({ hints, opened, onOpen }: { hints: readonly string[]; opened: number; onOpen: () => void }) {
  return (
    <>
      {opened === 0 && <p>Hints go from a nudge to nearly all of it. Open them one by one, when you are stuck.</p>}
      <ol className={styles.hints}>
        {hints.slice(0, opened).map((html, index) => (
          <li key={index}>
            <h2>Hint {index + 1}</h2>
            <Prose html={html} />
          </li>
        ))}
      </ol>
      {opened < hints.length && (
        <button type="button" className="btn" onClick={onOpen}>
          Open hint {opened + 1} of {hints.length}
        </button>
      )}
    </>
  );
}

/** How many hints are open; this browser remembers it. */
function useHints(name: string, count: number) {
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    try {
      const kept = Number(localStorage.getItem(name));
      if (Number.isInteger(kept)) setOpened(Math.min(Math.max(kept, 0), count));
    } catch {
      // A browser that keeps nothing shows them closed.
    }
  }, [name, count]);
  const openNext = () => {
    const next = Math.min(opened + 1, count);
    setOpened(next);
    try {
      localStorage.setItem(name, String(next));
    } catch {
      // Then they are closed again after a reload.
    }
  };
  return { opened, openNext };
}
