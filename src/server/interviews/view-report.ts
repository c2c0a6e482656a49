/** The report of an interview as somebody may read it: the staff all of it, the candidate once it is shared. */
import type { ReportView, Sheet } from "@/contracts/interviews/report";
import { readsSheet } from "@/domain/interviews/replay-visibility";
import { filledLines, lowLines, sheetLog } from "@/domain/interviews/report-sheet";
import type { LoggedEvent, RoomEvent } from "@/domain/interviews/room-event";
import { foldRoom } from "@/domain/interviews/room-state";
import type { Scenario } from "@/domain/interviews/scenario";
import { ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import { renderCloze, renderInline } from "../catalog/render";
import type { Tools } from "../compose";
import type { Asker } from "./asker";
import { type NoSuchRoom, requireMembership, roomStateOf, scenarioOf } from "./membership";
import { readLog } from "./room-log-store";
import { listAllMembers, type StoredMember, type StoredRoom } from "./room-store";

export async function viewReport(
  { database, catalog }: Pick<Tools, "database" | "catalog">,
  { asker, roomId }: { asker: Asker; roomId: string },
): Promise<Result<ReportView, NoSuchRoom>> {
  const found = await requireMembership(database, { roomId, asker, standing: "admitted" });
  if (!found.ok) return found;
  const { room, me } = found.value;
  const scenario = scenarioOf(catalog, room);
  const [members, log] = await Promise.all([listAllMembers(database, roomId), readLog(database, { roomId, since: 0, head: room.head })]);
  const start = room.startedAt ?? room.createdAt;
  const { title, level, minutes } = scenario;
  return ok({
    roomId,
    title,
    level,
    minutes,
    state: roomStateOf(room),
    startedAt: room.startedAt,
    endedAt: room.endedAt,
    people: peopleOf(members),
    me: { memberId: me.id, role: me.role, isHost: me.isHost },
    candidateStudies: members.some(isCandidateWithAccount),
    told: toldIn(log, start),
    sharedAt: room.sharedAt,
    sheet: readsSheet(me, room.sharedAt !== null) ? sheetOf({ catalog, scenario, room, log, start }) : null,
    brought: (room.brought.find(({ memberId }) => memberId === me.id)?.cardIds ?? []).flatMap((cardId) => broughtCard(catalog, cardId)),
  });
}

/** Who was let in; those who only waited are nobody's business. */
export const peopleOf = (members: readonly StoredMember[]): ReportView["people"] =>
  members.filter(({ state }) => state !== "waiting").map(({ id, name, role }) => ({ memberId: id, name, role }));

export const isCandidateWithAccount = ({ role, state, userId }: StoredMember): boolean => role === "candidate" && state === "admitted" && userId !== null;

const TOLD: { readonly [Kind in RoomEvent["kind"]]?: ReportView["told"][number]["kind"] } = { "hint-released": "hint", "follow-up-asked": "follow-up", "fact-told": "fact" };

function toldIn(log: readonly LoggedEvent[], start: number): ReportView["told"] {
  return log.flatMap(({ at, event }): ReportView["told"] => {
    const kind = TOLD[event.kind];
    return kind !== undefined && "text" in event ? [{ kind, text: event.text, atMs: at - start }] : [];
  });
}

interface Filled {
  readonly catalog: Catalog;
  readonly scenario: Scenario;
  readonly room: StoredRoom;
  readonly log: readonly LoggedEvent[];
  readonly start: number;
}

function sheetOf({ catalog, scenario, room, log, start }: Filled): Sheet {
  const lines = filledLines(scenario.rubric, foldRoom(sheetLog(log, room.sharedAt)));
  return {
    lines: lines.map(({ line, level, evidence }) => ({
      dimension: line.dimension,
      levels: [...line.levels],
      level,
      evidence: evidence.map(({ evidenceId, text, at }) => ({ evidenceId, text, atMs: at - start })),
    })),
    keep: room.keepText,
    change: room.changeText,
    concepts: lowLines(lines)
      .flatMap(({ concepts }) => concepts)
      .flatMap((id) => {
        const concept = catalog.concepts.get(id);
        return concept === undefined ? [] : [{ id, title: concept.title, cards: concept.cardIds.length }];
      }),
  };
}

function broughtCard(catalog: Catalog, cardId: string): ReportView["brought"] {
  const card = catalog.cards.get(cardId);
  const concept = card === undefined ? undefined : catalog.concepts.get(card.conceptId);
  if (card === undefined || concept === undefined) return [];
  const frontHtml = card.kind === "cloze" ? renderCloze(card.text, "question") : renderInline(card.front);
  return [{ cardId, frontHtml, concept: { id: concept.id, title: concept.title } }];
}
