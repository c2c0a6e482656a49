import type { ConceptOutput } from "@/contracts/today/today";
import { counted, percent } from "@/ui/words";
import { Chart, ChartGroup } from "../progress/chart";
import { layOutNeighbours } from "./map-layout";
import { type MapBox, type MapSize, NeedMap } from "./need-map";

const TITLE = "What it needs and what needs it";
const SIZE: MapSize = { row: 70, box: 60, columnMin: 110, columnMax: 240, isSmall: true };

/** One concept between those it stands on and those that stand on it. */
export function ConceptMap({ concept }: { concept: ConceptOutput }) {
  const { requires, requiredBy } = concept;
  if (requires.length + requiredBy.length === 0) return null;
  const seen = concept.cards.filter(({ state }) => state !== "new").length;
  const here: MapBox = { id: concept.id, title: concept.title, href: `/library/concepts/${concept.id}`, recall: concept.recall, seen, total: concept.cards.length };
  const boxes = [...requires.map(toBox), here, ...requiredBy.map(toBox)];
  const ids = (near: ConceptOutput["requires"]) => near.map(({ id }) => id);
  return (
    <ChartGroup charts={[TITLE]}>
      <Chart
        title={TITLE}
        finding={`Needs ${counted(requires.length, "concept")}, at the left; is needed by ${requiredBy.length}, at the right. Bars are your predicted recall.`}
        table={{
          head: ["Concept", "Recall", "Cards met", "Here"],
          rows: [...requires.map((near) => rowOf(toBox(near), "is needed")), ...requiredBy.map((near) => rowOf(toBox(near), "needs it"))],
        }}
      >
        <NeedMap boxes={boxes} layout={layOutNeighbours(ids(requires), concept.id, ids(requiredBy))} size={SIZE} hereId={concept.id} />
      </Chart>
    </ChartGroup>
  );
}

const toBox = ({ id, title, written, recall, seenCards, cards }: ConceptOutput["requires"][number]): MapBox => ({
  ...{ id, title, recall, seen: seenCards, total: cards },
  href: written ? `/library/concepts/${id}` : null,
});

/** A box as a row of the table behind the map. */
export const rowOf = ({ title, recall, seen, total }: MapBox, last: string): string[] => [title, recall === null ? "unknown" : percent(recall), `${seen} of ${total}`, last];
