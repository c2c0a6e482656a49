import type { TopicOutput } from "@/contracts/today/today";
import { counted, listed } from "@/ui/words";
import { Chart, ChartGroup } from "../progress/chart";
import { rowOf } from "./concept-map";
import { layOutMap } from "./map-layout";
import { type MapBox, type MapSize, NeedMap } from "./need-map";

const TITLE = "What needs what";
const SIZE: MapSize = { row: 62, box: 54, columnMin: 206, columnMax: 250, isSmall: true };
const HEIGHT_MAX = 560;

/** The concepts of a topic that are joined to each other, each to the right of what it stands on. */
export function TopicConceptsMap({ concepts }: { concepts: TopicOutput["concepts"] }) {
  const inTopic = new Set(concepts.map(({ id }) => id));
  const joined = new Set(concepts.flatMap(({ id, requires }) => requires.flatMap((near) => (inTopic.has(near.id) ? [id, near.id] : []))));
  const shown = concepts.filter(({ id }) => joined.has(id));
  if (shown.length === 0) return null;
  const alone = concepts.length - shown.length;
  const fromOutside = concepts.reduce((sum, { requires }) => sum + requires.filter(({ id }) => !inTopic.has(id)).length, 0);
  return (
    <ChartGroup charts={[TITLE]}>
      <Chart title={TITLE} finding={finding(alone, fromOutside)} table={tableOf(concepts)}>
        <NeedMap
          boxes={shown.map(toBox)}
          layout={layOutMap(shown.map(({ id, requires }) => ({ id, standsOn: requires.map((near) => near.id) })))}
          size={SIZE}
          maxHeight={HEIGHT_MAX}
        />
      </Chart>
    </ChartGroup>
  );
}

/** What the map shows, and what it leaves to its table. */
function finding(alone: number, fromOutside: number): string {
  const left = [
    ...(alone > 0 ? [`${counted(alone, "concept")} joined to none of this topic`] : []),
    ...(fromOutside > 0 ? [`${counted(fromOutside, "need")} from other topics`] : []),
  ];
  const rest = left.length === 0 ? "" : ` The table has also ${listed(left)}.`;
  return `Each concept stands to the right of what it needs; its bar is your predicted recall.${rest}`;
}

const tableOf = (concepts: TopicOutput["concepts"]) => ({
  head: ["Concept", "Recall", "Cards met", "Stands on"],
  rows: concepts.map((concept) => rowOf(toBox(concept), listed(concept.requires.map(({ title }) => title)) || "–")),
});

const toBox = ({ id, title, recall, seenCards, cards }: TopicOutput["concepts"][number]): MapBox => ({
  ...{ id, title, recall, seen: seenCards, total: cards },
  href: `/library/concepts/${id}`,
});
