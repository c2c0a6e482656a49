import Link from "next/link";
import type { ProgressOutput } from "@/contracts/today/today";
import { listed, percent } from "@/ui/words";
import { shortTopic } from "../today-words";
import { Chart } from "./chart";
import { topicsFinding } from "./findings";
import { layOutTopics, type TopicLayout, weakestFoundation } from "./topic-layout";
import styles from "./chart.module.css";

export const TOPICS_TITLE = "Topics and what they stand on";

const ROW_PX = 74;
const COLUMN_PX_MIN = 226;
const COLUMN_PX_MAX = 260;
/** Share of a column that a box takes; the rest is for the lines. */
const BOX_SHARE = 0.78;

type Topics = ProgressOutput["topics"];

/** Topics from left to right as they build on each other, with predicted recall; each leads to its page. */
export function TopicMap({ topics }: { topics: Topics }) {
  const layout = layOutTopics(topics.map(({ topic, standsOn }) => ({ id: topic.id, standsOn })));
  const titles = new Map(topics.map(({ topic }) => [topic.id, shortTopic(topic.title)]));
  return (
    <Chart
      title={TOPICS_TITLE}
      finding={topicsFinding(topics, layout)}
      table={{
        head: ["Topic", "Recall", "Cards met", "Stands on"],
        rows: topics.map(({ topic, recall, seen, total, standsOn }) => [
          topic.title,
          recall === null ? "unknown" : percent(recall),
          `${seen} of ${total}`,
          listed(standsOn.flatMap((id) => titles.get(id) ?? [])) || "–",
        ]),
      }}
    >
      <div className={styles.mapScroller}>
        <div
          className={styles.map}
          style={{ height: layout.rows * ROW_PX, minWidth: layout.columns * COLUMN_PX_MIN, maxWidth: layout.columns * COLUMN_PX_MAX }}
        >
          <Edges topics={topics} layout={layout} />
          {topics.map((topic) => (
            <TopicBox key={topic.topic.id} topic={topic} layout={layout} isWeak={weakIdOf(topics, layout) === topic.topic.id} />
          ))}
        </div>
      </div>
    </Chart>
  );
}

const weakIdOf = (topics: Topics, layout: TopicLayout): string | null =>
  weakestFoundation(topics.map(({ topic, recall }) => ({ id: topic.id, recall })), layout)?.weak.id ?? null;

/** Lines in per cent of the map, so that they follow its width. */
function Edges({ topics, layout }: { topics: Topics; layout: TopicLayout }) {
  const at = new Map(layout.nodes.map((node) => [node.id, node]));
  const weak = weakIdOf(topics, layout);
  const column = 100 / layout.columns;
  return (
    <svg className={styles.edges} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {layout.edges.map(({ from, to }) => {
        const [start, end] = [at.get(from), at.get(to)];
        if (start === undefined || end === undefined) return null;
        const x1 = (start.column + BOX_SHARE) * column;
        const x2 = end.column * column;
        const middle = x2 - (column * (1 - BOX_SHARE)) / 2;
        return (
          <path
            key={`${from} ${to}`}
            className={from === weak ? styles.weakEdge : undefined}
            vectorEffect="non-scaling-stroke"
            d={`M${x1} ${start.height * 100}C${middle} ${start.height * 100} ${middle} ${end.height * 100} ${x2} ${end.height * 100}`}
          />
        );
      })}
    </svg>
  );
}

function TopicBox({ topic: { topic, recall, seen, total }, layout, isWeak }: { topic: Topics[number]; layout: TopicLayout; isWeak: boolean }) {
  const node = layout.nodes.find(({ id }) => id === topic.id);
  if (node === undefined) return null;
  const column = 100 / layout.columns;
  return (
    <Link
      href={`/library/topics/${topic.id}`}
      className={`${styles.topic} ${isWeak ? styles.weak : ""}`}
      style={{ left: `${node.column * column}%`, width: `${column * BOX_SHARE}%`, top: `${node.height * 100}%` }}
      title={`${topic.title}: ${seen} of ${total} cards met`}
    >
      <b>{shortTopic(topic.title)}</b>
      <span className="num">{recall === null ? "unknown" : percent(recall)}</span>
      {recall === null ? <i className={styles.none} aria-hidden="true" /> : <i aria-hidden="true"><b style={{ width: `${recall * 100}%` }} /></i>}
    </Link>
  );
}
