import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { crowded, duplicateId, lostBroadcast, underFire, wideBroadcast } from "../../../../tests/support/lab-excerpts";
import { EventList } from "../viewer/event-list";
import { EventTable } from "../viewer/event-table";
import { causalPast, directCauses } from "./causes";
import { layOut } from "./layout";
import { readStory, type Story } from "./read-story";
import { Spacetime } from "./spacetime";

const ALL = { messages: true, timers: true };
const nothing = () => {};

function draw(story: Story, { cursor = 1, shown = ALL, kept = null as ReadonlySet<number> | null } = {}): string {
  const layout = layOut(story, { mode: "time", width: 838, height: 640, checkTitle: "Every id once" });
  return renderToStaticMarkup(<Spacetime layout={layout} cursor={cursor} shown={shown} kept={kept} title="Seed 17" description="Three nodes." onChoose={nothing} onPoint={nothing} />);
}
const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

describe("the picture", () => {
  test("is one picture with a name and a description, and every event has its number and a target", () => {
    for (const excerpt of [duplicateId(), lostBroadcast(), underFire(), wideBroadcast(), crowded()]) {
      const story = readStory(excerpt);
      const picture = draw(story);
      expect(picture).toMatch(/^<svg[^>]* role="img" aria-labelledby="[^"]+-title [^"]+-text"/);
      expect(picture).toContain("<desc");
      expect(picture).not.toMatch(/NaN|undefined|Infinity/);
      for (const { number } of story.steps) {
        expect(picture, `event ${number}`).toMatch(new RegExp(`<text[^>]*>${number}</text>`));
        expect(count(picture, `data-step="${number}"`)).toBe(1);
      }
    }
  });

  test("draws its lines once and shows them twice, before and after the cursor", () => {
    const story = readStory(lostBroadcast());
    const picture = draw(story, { cursor: 5 });
    expect(count(picture, "<use ")).toBe(2);
    expect(count(picture, /<path class="[^"]*message/)).toBe(story.deliveries.length);
  });

  test("the flag says the check and what it says, wherever the cursor is", () => {
    for (const cursor of [1, 17]) expect(draw(readStory(duplicateId()), { cursor })).toContain("Every id once: n3 gave the id n3-2 twice");
  });

  test("without messages there are no lines and no crosses, without timers no waits", () => {
    const picture = draw(readStory(lostBroadcast()), { shown: { messages: false, timers: true } });
    expect(count(picture, /<path class="[^"]*message/)).toBe(0);
    expect(picture).not.toContain("gossip");
    expect(draw(readStory(duplicateId()), { shown: { messages: true, timers: false } })).not.toMatch(/class="[^"]*armed/);
  });

  test("causes only: what did not lead to the event fades", () => {
    const story = readStory(duplicateId());
    const kept = causalPast(directCauses(story), 3);
    expect(count(draw(story, { cursor: 3, kept }), "faded")).toBeGreaterThan(10);
    expect(count(draw(story, { cursor: 3 }), "faded")).toBe(0);
  });
});

describe("the list and the table", () => {
  test("say the same as the picture: every event of the excerpt, in order", () => {
    for (const excerpt of [duplicateId(), lostBroadcast(), wideBroadcast(), crowded()]) {
      const story = readStory(excerpt);
      const list = renderToStaticMarkup(<EventList marked={new Set()} story={story} cursor={2} kept={null} onChoose={nothing} onPoint={nothing} />);
      expect(count(list, "<li")).toBe(excerpt.events.length);
      expect(count(list, "<button")).toBe(story.steps.length);
      expect(count(list, 'aria-current="step"')).toBe(story.steps.length > 1 ? 1 : 0);
      expect(count(renderToStaticMarkup(<EventTable story={story} cursor={2} onChoose={nothing} />), "<tr")).toBe(excerpt.events.length + 1);
    }
  });

  test("tell where a crash took a write, and where a partition a message", () => {
    expect(renderToStaticMarkup(<EventList marked={new Set()} story={readStory(duplicateId())} cursor={1} kept={null} onChoose={nothing} onPoint={nothing} />)).toContain("crashes, 1 unsynced write lost");
    const list = renderToStaticMarkup(<EventList marked={new Set()} story={readStory(lostBroadcast())} cursor={1} kept={null} onChoose={nothing} onPoint={nothing} />);
    expect(list).toContain("gossip 17 lost: partition");
    expect(list).toContain("Partition: n1, n2, n3 cut off from n4, n5");
  });
});
