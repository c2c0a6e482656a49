"use client";

import { useId } from "react";
import type { ConsoleView } from "@/contracts/interviews/rooms";
import { Kbd } from "@/ui/kbd";
import { Verdict } from "@/ui/verdict";
import { clockWords } from "../words";
import styles from "./console.module.css";
import { useSession } from "./room-context";
import { type Release, releases } from "./room-story";

interface ConsoleReleasesProps {
  script: ConsoleView;
  /** The hint whose release was asked for once */
  askedHint: number | null;
  onAskHint: (hint: number) => void;
  onForget: () => void;
}

/** What can be let out to the candidate: hints, follow-ups, and facts when they are asked for. */
export function ConsoleReleases({ script, askedHint, onAskHint, onForget }: ConsoleReleasesProps) {
  const { events, state, me, do: give } = useSession();
  const told = releases({ events, members: state.members, myId: me?.memberId ?? null });
  const find = (kind: Release["kind"], place: number) => told.find((each) => each.kind === kind && each.place === place);
  const phase = state.clock.status === "running" || state.clock.status === "paused" ? state.clock.phase : -1;
  const isOpen = phase >= 0;
  return (
    <>
      <Part title="Hints" aside={`${state.hints.size} of ${script.hints.length} released`}>
        {script.hints.map(({ text, when }, place) => (
          <Item key={text} release={find("hint", place)} verb="released" text={text} when={when}>
            <button
              type="button"
              className={`btn sm${askedHint === place ? " pri" : ""}`}
              aria-disabled={!isOpen}
              aria-keyshortcuts={place < 9 ? String(place + 1) : undefined}
              onClick={() => isOpen && onAskHint(place)}
              onBlur={onForget}
            >
              {askedHint === place ? "Release it now" : "Release"}
              <span className="sr"> hint {place + 1}</span>
              {place < 9 && <Kbd>{place + 1}</Kbd>}
            </button>
          </Item>
        ))}
        {state.clock.status === "waiting" && <li className="hint">Hints, follow-ups and facts can be released once the clock runs.</li>}
      </Part>
      <Part title="Follow-ups" aside={`${state.followUps.size} of ${script.followUps.length} asked`}>
        {script.followUps.map(({ text, fromPhase }, place) => {
          const isEarly = phase < script.phases.findIndex(({ name }) => name === fromPhase);
          return (
            <Item key={text} release={find("follow-up", place)} verb="asked" text={text} when={`from ${fromPhase} on`}>
              {isOpen && isEarly ? (
                <span className="hint">later</span>
              ) : (
                <button type="button" className="btn sm ghost" aria-disabled={!isOpen} onClick={() => isOpen && give({ kind: "ask-follow-up", followUp: place })}>
                  Ask<span className="sr"> follow-up {place + 1}</span>
                </button>
              )}
            </Item>
          );
        })}
      </Part>
      <Part title="Facts, when asked for" aside={`${state.facts.size} of ${script.facts.length} told`}>
        {script.facts.map(({ label, text }, place) => (
          <Item key={label} release={find("fact", place)} verb="told" text={`${label}: ${text}`}>
            <button type="button" className="btn sm ghost" aria-disabled={!isOpen} onClick={() => isOpen && give({ kind: "tell-fact", fact: place })}>
              Tell<span className="sr"> {label}</span>
            </button>
          </Item>
        ))}
      </Part>
    </>
  );
}

function Part({ title, aside, children }: { title: string; aside: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        <em className="num">{aside}</em>
      </h2>
      <ul className={styles.items}>{children}</ul>
    </section>
  );
}

function Item({ release, verb, text, when, children }: { release: Release | undefined; verb: string; text: string; when?: string; children: React.ReactNode }) {
  return (
    <li className={release === undefined ? undefined : styles.out}>
      <span>
        {text}
        {when !== undefined && release === undefined && <small>{when}</small>}
      </span>
      {release === undefined ? (
        children
      ) : (
        <Verdict kind="pass">
          <span className="num">
            {verb} {release.atMs === null ? "" : clockWords(release.atMs)}
          </span>
        </Verdict>
      )}
    </li>
  );
}
