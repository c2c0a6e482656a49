/** The one sentence that a chart comes to. */
import type { ProgressOutput } from "@/contracts/today/today";
import { counted, listed, number, percent, shortDay } from "@/ui/words";
import { shortTopic } from "../today-words";
import type { MapLayout } from "../map/map-layout";
import { WEAK_BELOW, weakestFoundation } from "./weakest-foundation";

export function forecastFinding(forecast: ProgressOutput["forecast"], today: number): string {
  const total = forecast.reduce((sum, { young, mature }) => sum + young + mature, 0);
  if (total === 0) return `No card comes back in the next ${forecast.length} days.`;
  const [fullest] = [...forecast].sort((a, b) => b.young + b.mature - (a.young + a.mature));
  if (fullest === undefined) return "";
  const when = fullest.day === today ? "today" : `on ${shortDay(fullest.day)}`;
  return `${counted(total, "card")} to come, the most ${when}: ${number(fullest.young + fullest.mature)}.`;
}

export function activityFinding(activity: ProgressOutput["activity"], days: number): string {
  const reviews = activity.reduce((sum, { count }) => sum + count, 0);
  return `${counted(reviews, "review")} on ${activity.length} of the last ${days} days.`;
}

export function answersFinding({ again, hard, good, easy }: ProgressOutput["answers"]): string {
  const all = again + hard + good + easy;
  return all === 0 ? "No answer yet." : `${percent((all - again) / all)} of ${counted(all, "answer")} remembered.`;
}

/** A group is off when its prediction lies outside the 95 % interval of what was observed. */
export const isOff = ({ predicted, low, high }: ProgressOutput["calibration"][number]): boolean => predicted < low || predicted > high;

export function calibrationFinding(bins: ProgressOutput["calibration"]): string {
  const off = bins.filter(isOff);
  if (off.length === 0) return "Bars are 95% intervals; each holds its prediction.";
  const [worst] = off.sort((a, b) => Math.abs(b.predicted - b.observed) - Math.abs(a.predicted - a.observed));
  if (worst === undefined) return "";
  const how = worst.observed < worst.predicted ? "worse" : "better";
  return `Bars are 95% intervals. Cards predicted near ${percent(worst.predicted)} come out ${how}: ${percent(worst.observed)} of ${number(worst.reviews)}.`;
}

export function topicsFinding(topics: ProgressOutput["topics"], layout: MapLayout): string {
  const rows = topics.map(({ topic, recall }) => ({ id: topic.id, title: topic.title, recall }));
  if (rows.every(({ recall }) => recall === null)) return "No topic has an answer yet.";
  const found = weakestFoundation(rows, layout);
  if (found === null) return `No topic below ${percent(WEAK_BELOW)} carries another.`;
  const { weak, carries } = found;
  return `${shortTopic(weak.title)}, at ${percent(weak.recall ?? 0)}, holds back ${listed(carries.map(({ title }) => shortTopic(title)))} · rule: under ${percent(WEAK_BELOW)}`;
}
