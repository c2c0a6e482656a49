import { Plus } from "lucide-react";
import Link from "next/link";
import type { RoomListItem, ScenarioSummary } from "@/contracts/interviews/rooms";
import { counted } from "@/ui/words";
import styles from "./interviews-page.module.css";
import { Known } from "./known";
import { RoomRows } from "./room-rows";
import { sortRooms } from "./room-parts";

interface InterviewsPageProps {
  rooms: readonly RoomListItem[];
  scenarios: readonly ScenarioSummary[];
  timeZone: string | null;
}

/** The interviews of an account, as interviewer, candidate and observer alike. */
export function InterviewsPage({ rooms, scenarios, timeZone }: InterviewsPageProps) {
  const parts = sortRooms(rooms);
  return (
    <div className="wrap">
      <div className={styles.top}>
        <h1>Interviews</h1>
        <Link className="btn pri" href="/interviews/new">
          <Plus className="ico s" aria-hidden="true" />
          Open a room
        </Link>
      </div>
      <p className="mt-2 max-w-[70ch] text-ink-2">
        {rooms.length === 0
          ? "A room is a board, a clock with phases, hints and a rubric, for one interviewer and one candidate, with observers if you like. Whoever opens a room is its interviewer. To be a candidate, ask somebody to invite you."
          : "Whoever opens a room is its interviewer, and knows its scenario from then on."}
      </p>
      {parts.map(({ id, title, rows }) => (
        <section key={id} className={styles.part} aria-labelledby={`part-${id}`}>
          <div className={styles.headings}>
            <h2 id={`part-${id}`}>{title}</h2>
            <span className="hint num">{rows.length}</span>
          </div>
          <RoomRows rows={rows} timeZone={timeZone} />
        </section>
      ))}
      <section className={styles.part} aria-labelledby="part-scenarios">
        <div className={styles.headings}>
          <h2 id="part-scenarios">Scenarios</h2>
          <span className="hint num">{counted(scenarios.length, "scenario")}</span>
        </div>
        <Scenarios scenarios={scenarios} timeZone={timeZone} />
      </section>
    </div>
  );
}

function Scenarios({ scenarios, timeZone }: Pick<InterviewsPageProps, "scenarios" | "timeZone">) {
  if (scenarios.length === 0) return <p className="note mt-4">There are no scenarios in this installation. They come with the content folder.</p>;
  return (
    <ul>
      {scenarios.map((scenario) => (
        <li key={scenario.id}>
          <Link className={styles.row} href={`/interviews/new?scenario=${scenario.id}`} prefetch={false}>
            <span className={styles.what}>
              <b>{scenario.title}</b>
              <span className={styles.summary}>{scenario.summary}</span>
              <small>
                {scenario.topic.title} · {scenario.level}
              </small>
            </span>
            <span className={`${styles.when} num`}>{scenario.minutes} min</span>
            <span className={styles.standing}>
              <Known known={scenario.known} timeZone={timeZone} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

