import type { ProgressOutput } from "@/contracts/today/today";
import { listed, percent } from "@/ui/words";
import { layOutMap } from "../map/map-layout";
import { type MapSize, NeedMap } from "../map/need-map";
import { shortTopic } from "../today-words";
import { Chart } from "./chart";
import { topicsFinding } from "./findings";
import { weakestFoundation } from "./weakest-foundation";

export const TOPICS_TITLE = "Topics and what they stand on";

const SIZE: MapSize = { row: 74, box: 48, columnMin: 226, columnMax: 260, isSmall: false };

/** Topics from left to right as they build on each other, with predicted recall; each leads to its page. */
export function TopicMap({ topics }: { topics: ProgressOutput["topics"] }) {
  const layout = layOutMap(topics.map(({ topic, standsOn }) => ({ id: topic.id, standsOn })));
  const titles = new Map(topics.map(({ topic }) => [topic.id, shortTopic(topic.title)]));
  const weakest = weakestFoundation(topics.map(({ topic, recall }) => ({ id: topic.id, recall })), layout);
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
      <NeedMap
        boxes={topics.map(({ topic: { id, title }, ...known }) => ({ id, title, shortTitle: shortTopic(title), href: `/library/topics/${id}`, ...known }))}
        layout={layout}
        size={SIZE}
        weakId={weakest?.weak.id ?? null}
      />
    </Chart>
  );
}
