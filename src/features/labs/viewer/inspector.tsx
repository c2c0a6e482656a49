import { BookOpen, Pin } from "lucide-react";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import type { ProgramFailure } from "@/domain/simulator/node-host";
import type { Trigger } from "@/domain/simulator/trace";
import { bodyWords, describeEvent, didWords, timeWords, valueWords } from "../spacetime/describe-event";
import type { Step, Story } from "../spacetime/read-story";
import { StepLink } from "./event-table";
import { MakeCard } from "./make-card";
import { nodeAt, type NodeView, pictureRows, type ShownValue } from "./node-picture";
import styles from "./run-viewer.module.css";
import type { Run } from "./use-run";

/** More nodes than this are chosen from a list. */
const TABS_MAX = 7;

interface InspectorProps {
  readonly run: Run;
  readonly checkTitle: string;
  readonly failure: ProgramFailure | null;
  readonly concepts: readonly { readonly id: string; readonly title: string }[];
  /** Whether the reader may make a card of the run */
  readonly makesCard: boolean;
}

/** One node at the cursor: what it remembers, what it stored, what it was doing; and what went wrong in the end. */
export const Inspector = memo(function Inspector({ run, checkTitle, failure, concepts, makesCard }: InspectorProps) {
  const { story, node, cursor, act } = run;
  const view = node === null ? null : nodeAt(story, node, cursor);
  return (
    <section className={`${styles.pane} ${styles.inspector}`} aria-label="Inspector">
      <div className={styles.head}>
        <NodeChoice run={run} />
        <span className="grow" />
        <span className="hint num">at event {cursor}</span>
      </div>
      <div className={styles.body}>
        {view !== null && <NodeState view={view} run={run} />}
        {view?.step && <Handling step={view.step} story={story} />}
        {story.excerpt.check !== "" && <WhatWentWrong story={story} checkTitle={checkTitle} failure={failure} onChoose={act.goTo} />}
        {makesCard && concepts.length > 0 && <MakeCard story={story} checkTitle={checkTitle} concepts={concepts} />}
        {concepts.length > 0 && (
          <section className={styles.part}>
            <h3>What it rests on</h3>
            <ul className={styles.concepts}>
              {concepts.map(({ id, title }) => (
                <li key={id}>
                  <BookOpen className="ico s" aria-hidden="true" />
                  <Link className="link" href={`/library/concepts/${id}`} prefetch={false}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
});

function NodeChoice({ run: { nodes, node, act } }: { run: Run }) {
  if (nodes.length > TABS_MAX) {
    return (
      <select className={styles.select} aria-label="Node" value={node ?? ""} onChange={(event) => act.inspect(event.target.value)}>
        {nodes.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    );
  }
  return (
    <div className={styles.segments} role="group" aria-label="Node">
      {nodes.map((id) => (
        <button key={id} type="button" className={id === node ? styles.on : undefined} aria-pressed={id === node} onClick={() => act.inspect(id)}>
          {id}
        </button>
      ))}
    </div>
  );
}

function NodeState({ view, run: { cursor, pinned, act } }: { view: NodeView; run: Run }) {
  const { node, step, isDown, picture } = view;
  const rows = pictureRows(view);
  return (
    <section>
      <h2 className={styles.nodeTitle}>
        {node}
        {isDown && ", down"}
      </h2>
      <p className="hint">
        {step === null ? (
          `Nothing of ${node} is shown up to here.`
        ) : step.number === cursor ? (
          `after this event, ${timeWords(step.event.atUs)}`
        ) : (
          <>
            since event <StepLink step={step.number} onChoose={act.goTo} />, {timeWords(step.event.atUs)}
          </>
        )}
      </p>
      {step !== null && picture === null && <p className={styles.quiet}>This recording has no picture of memory and disk.</p>}
      {picture !== null && rows.length === 0 && <p className={styles.quiet}>{isDown ? "Its memory is gone, and its disk is empty." : "env.state and the disk are empty."}</p>}
      {rows.length > 0 && (
        <table className={`table ${styles.state}`}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">name</span>
              </th>
              <th scope="col">memory</th>
              <th scope="col">disk</th>
            </tr>
          </thead>
          <tbody className="mono">
            {rows.map(({ name, memory, memoryBefore, disk, synced, isUnsynced }) => (
              <tr key={name} className={isUnsynced ? styles.unsynced : undefined}>
                <th scope="row">
                  <button type="button" className={styles.pin} aria-pressed={pinned?.name === name} onClick={() => act.pin(name)} title={`Pin ${name} under the diagram`}>
                    <Pin className="ico s" aria-hidden="true" />
                    {name}
                  </button>
                </th>
                <td>
                  {memoryBefore !== null && (
                    <>
                      <span className="sr">was </span>
                      <s>{memoryBefore}</s> <span className="sr">now </span>
                    </>
                  )}
                  {memory === null ? <span className="muted">{isDown ? "lost" : "–"}</span> : <Value value={memory} />}
                </td>
                <td>
                  {disk === null ? <span className="muted">not stored</span> : <Value value={disk} />}
                  {isUnsynced && <small>not synced: a crash may leave {synced}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Value({ value: { words, full } }: { value: ShownValue }) {
  if (full === null) return words;
  return (
    <details>
      <summary>{words}</summary>
      <pre>{full}</pre>
    </details>
  );
}

function Handling({ step: { event }, story }: { step: Step; story: Story }) {
  if (event.kind !== "handled") {
    return (
      <section className={styles.part}>
        <h3>Last</h3>
        <p>{describeEvent(event, story.excerpt).sentence}</p>
      </section>
    );
  }
  return (
    <section className={styles.part}>
      <h3>Handling</h3>
      <p className={styles.machine}>{triggerOf(event.trigger)}</p>
      <h3>What it did</h3>
      {event.did.length === 0 ? (
        <p className={styles.quiet}>{event.failed ? "Nothing: it failed first." : "Nothing that others could see."}</p>
      ) : (
        <ol className={styles.did}>
          {event.did.map((did, index) => (
            <li key={index}>{didWords(did)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

function triggerOf(trigger: Trigger): ReactNode {
  switch (trigger.kind) {
    case "boot":
      return trigger.restarted ? "the restart" : "the start";
    case "message":
      return (
        <>
          {bodyWords(trigger.message.body)} {trigger.copy === 2 && <span className="badge">copy 2</span>}
          <br />
          <span className="muted">from</span> {trigger.message.from}
        </>
      );
    case "timer":
      return (
        <>
          timer {trigger.name} <br />
          <span className="muted">set at</span> {timeWords(trigger.setAtUs)}
          {trigger.data !== null && (
            <>
              {" "}
              <span className="muted">with</span> {valueWords(trigger.data)}
            </>
          )}
        </>
      );
    case "synced":
      return "the end of an fsync";
    case "rpc-timeout":
      return (
        <>
          no answer to {bodyWords(trigger.message.body)}
          <br />
          <span className="muted">from</span> {trigger.message.to}
        </>
      );
  }
}

function WhatWentWrong({ story, checkTitle, failure, onChoose }: { story: Story; onChoose: (step: number) => void } & Pick<InspectorProps, "checkTitle" | "failure">) {
  const witnesses = story.steps.filter(({ isWitness }) => isWitness).map(({ number }) => number);
  return (
    <section className={styles.part}>
      <h3>What went wrong</h3>
      <p className={styles.say}>
        <b>{checkTitle}.</b> {story.says}
      </p>
      {witnesses.length > 0 && (
        <p className={styles.quiet}>
          Shown by {witnesses.length === 1 ? "event" : "events"}{" "}
          {witnesses.map((step, index) => (
            <span key={step}>
              {index > 0 && (index === witnesses.length - 1 ? " and " : ", ")}
              <StepLink step={step} onChoose={onChoose} />
            </span>
          ))}
          .
        </p>
      )}
      {failure !== null && (
        <ol className={styles.frames} aria-label="Where in your file">
          {failure.frames.map(({ name, line, column }, index) => (
            <li key={index}>
              line {line}, column {column}
              {name !== "" && <span className="muted"> in {name}</span>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
