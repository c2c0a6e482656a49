import type { ConsoleView, RoomView } from "@/contracts/interviews/rooms";
import { ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import type { Asker } from "./asker";
import { personView } from "./door";
import { type NoSuchRoom, requireMembership, roomStateOf, scenarioOf } from "./membership";
import { listMembers } from "./room-store";

interface ViewRequest {
  readonly asker: Asker;
  readonly roomId: string;
}

/** What somebody may know of a room before its socket opens: of the scenario the candidate's side alone. */
export async function viewRoom({ database, catalog }: Pick<Tools, "database" | "catalog">, { asker, roomId }: ViewRequest): Promise<Result<RoomView, NoSuchRoom>> {
  const found = await requireMembership(database, { roomId, asker, standing: "member" });
  if (!found.ok) return found;
  const { room, me } = found.value;
  const { title, level, minutes, phases, prompt } = scenarioOf(catalog, room);
  const members = await listMembers(database, roomId);
  const isIn = me.state === "admitted";
  return ok({
    roomId,
    title,
    level,
    minutes,
    phases: phases.map((phase) => ({ name: phase.name, minutes: phase.minutes })),
    prompt: isIn && room.startedAt !== null ? prompt : null,
    scheduledAt: room.scheduledAt,
    state: roomStateOf(room),
    me: personView(me),
    people: members.filter(({ state, isHost }) => (isIn ? state === "admitted" : isHost)).map(personView),
    sharedAt: isIn ? room.sharedAt : null,
  });
}

/** The staff's side of the scenario, for the interviewers of a room. */
export async function viewConsole({ database, catalog }: Pick<Tools, "database" | "catalog">, { asker, roomId }: ViewRequest): Promise<Result<ConsoleView, NoSuchRoom>> {
  const found = await requireMembership(database, { roomId, asker, standing: "staff" });
  if (!found.ok) return found;
  const scenario = scenarioOf(catalog, found.value.room);
  const { prompt, level, minutes, commonMistakes } = scenario;
  return ok({
    prompt,
    level,
    minutes,
    phases: scenario.phases.map(({ name, minutes: long, guide }) => ({ name, minutes: long, guide })),
    facts: scenario.facts.map(({ label, text }) => ({ label, text })),
    hints: scenario.hints.map(({ text, when }) => ({ text, when })),
    followUps: scenario.followUps.map(({ text, fromPhase }) => ({ text, fromPhase })),
    estimates: scenario.estimates.map(({ target, inputs, formula, value, unit, decides }) => ({ target, inputs, formula, value, unit, decides })),
    deepDives: scenario.deepDives.map(({ question, points }) => ({ question, points: [...points] })),
    commonMistakes: [...commonMistakes],
    rubric: scenario.rubric.map(({ dimension, levels }) => ({ dimension, levels: [...levels] })),
    references: scenario.references.map(({ authors, title, venue, where, url, verified }) => ({ authors, title, venue, where, url, verified })),
  });
}
