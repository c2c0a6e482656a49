import {
  AcceptInput, AcceptOutput, ConsoleView, DoorView, InvitationInput, InvitationView, InviteInput, InviteOutput, MemberInput, OpenRoomInput, OpenRoomOutput,
  RevokeInput, RoomInput, RoomsOutput, RoomView, ScenariosOutput, TicketInput, TicketOutput,
} from "@/contracts/interviews/rooms";
import { instant } from "@/domain/kernel/instant";
import { err } from "@/domain/kernel/result";
import { anyoneProcedure, learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { askerOf, isNobody } from "./asker";
import { admit, removeMember, viewDoor } from "./door";
import { invite, INVITATIONS_MAX, revokeInvitation } from "./invite";
import { issueRoomTicket } from "./issue-room-ticket";
import { listRooms } from "./list-rooms";
import { listScenarios } from "./list-scenarios";
import { OPEN_ROOMS_MAX, openRoom } from "./open-room";
import { NO_SUCH_INVITATION, NO_SUCH_MEMBER, NO_SUCH_ROOM, SIGNED_OUT, tooManyInvitations } from "./refusal-words";
import { reportProcedures } from "./report-procedures";
import { acceptInvitation, viewInvitation } from "./use-invitation";
import { viewConsole, viewRoom } from "./view-room";

/** Rooms let in guests without an account, so their procedures are open to anyone and look for a membership themselves. */
export const interviewsRouter = router({
  /** What a room can be opened from. */
  scenarios: learnerProcedure.output(ScenariosOutput).query(({ ctx }) => listScenarios(ctx.tools, ctx.viewer.userId)),

  /** The rooms of this account. */
  rooms: learnerProcedure.output(RoomsOutput).query(({ ctx }) => listRooms(ctx.tools, ctx.viewer.userId)),

  openRoom: learnerProcedure
    .input(OpenRoomInput)
    .output(OpenRoomOutput)
    .mutation(async ({ ctx, input: { scenarioId, scheduledAt } }) => {
      const opened = await openRoom(ctx.tools, { viewer: ctx.viewer, scenarioId, scheduledAt: scheduledAt === null ? null : instant(scheduledAt) });
      if (opened.ok) return opened.value;
      return refuse(opened.error, {
        "no-such-scenario": { code: "NOT_FOUND", message: "There is no such scenario. Choose one from the list." },
        "too-many-rooms": {
          code: "TOO_MANY_REQUESTS",
          message: `${OPEN_ROOMS_MAX} of your rooms have not ended. End one of them, then open the next.`,
        },
      });
    }),

  /** An invitation for one person. The host alone makes them. */
  invite: learnerProcedure
    .input(InviteInput)
    .output(InviteOutput)
    .mutation(async ({ ctx, input }) => {
      const invited = await invite(ctx.tools, { asker: askerOf(ctx, input.roomId), ...input });
      if (invited.ok) return invited.value;
      return refuse(invited.error, {
        ...NO_SUCH_ROOM,
        "already-ended": { code: "CONFLICT", message: "This interview has ended, so nobody was invited. Open another room." },
        "too-many-invitations": { code: "TOO_MANY_REQUESTS", message: `This room has ${INVITATIONS_MAX} invitations. Take back one that nobody has used.` },
      });
    }),

  revokeInvitation: learnerProcedure.input(RevokeInput).mutation(async ({ ctx, input }) => {
    const revoked = await revokeInvitation(ctx.tools, { asker: askerOf(ctx, input.roomId), ...input });
    if (revoked.ok) return;
    return refuse(revoked.error, {
      ...NO_SUCH_ROOM,
      "no-such-invitation": { code: "NOT_FOUND", message: "This invitation was used or taken back in the meantime. Remove the person instead." },
    });
  }),

  /** What an invitation leads to. The token is the permission. */
  invitation: anyoneProcedure
    .input(InvitationInput)
    .output(InvitationView)
    .query(async ({ ctx, input: { token } }) => {
      const found = await viewInvitation(ctx.tools, { ...ctx, token });
      return found.ok ? found.value : refuse(found.error, { ...NO_SUCH_INVITATION, "too-many-attempts": tooManyInvitations(found.error) });
    }),

  /** Goes before the door of the room: as one's account, or as a guest with a name. */
  accept: anyoneProcedure
    .input(AcceptInput)
    .output(AcceptOutput)
    .mutation(async ({ ctx, input: { token, name } }) => {
      const accepted = await acceptInvitation(ctx.tools, { ...ctx, token, name });
      if (accepted.ok) {
        const { roomId, guestKey } = accepted.value;
        if (guestKey !== null) ctx.guestKeys?.keep(roomId, guestKey);
        return { roomId };
      }
      return refuse(accepted.error, {
        ...NO_SUCH_INVITATION,
        "too-many-attempts": tooManyInvitations(accepted.error),
        "account-needed": { code: "UNAUTHORIZED", message: "Interviewers need an account. Sign in, then open the invitation again." },
        "name-needed": { code: "BAD_REQUEST", message: "Type the name that the others will see, or sign in." },
      });
    }),

  /** What one may know of a room before its socket opens. */
  room: anyoneProcedure
    .input(RoomInput)
    .output(RoomView)
    .query(async ({ ctx, input: { roomId } }) => {
      const asker = askerOf(ctx, roomId);
      const found = isNobody(asker) ? err({ code: "signed-out" } as const) : await viewRoom(ctx.tools, { asker, roomId });
      return found.ok ? found.value : refuse(found.error, { ...NO_SUCH_ROOM, ...SIGNED_OUT });
    }),

  /** Who waits, and the invitations: for the host. */
  door: learnerProcedure
    .input(RoomInput)
    .output(DoorView)
    .query(async ({ ctx, input: { roomId } }) => {
      const found = await viewDoor(ctx.tools, { asker: askerOf(ctx, roomId), roomId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_ROOM);
    }),

  admit: learnerProcedure.input(MemberInput).mutation(async ({ ctx, input }) => {
    const admitted = await admit(ctx.tools, { asker: askerOf(ctx, input.roomId), ...input });
    return admitted.ok ? undefined : refuse(admitted.error, { ...NO_SUCH_ROOM, ...NO_SUCH_MEMBER });
  }),

  /** Refuses somebody who waits, or sends somebody away who is in the room. */
  remove: learnerProcedure.input(MemberInput).mutation(async ({ ctx, input }) => {
    const removed = await removeMember(ctx.tools, { asker: askerOf(ctx, input.roomId), ...input });
    return removed.ok ? undefined : refuse(removed.error, { ...NO_SUCH_ROOM, ...NO_SUCH_MEMBER });
  }),

  /** The staff's side of the scenario: for the interviewers of the room. */
  console: learnerProcedure
    .input(RoomInput)
    .output(ConsoleView)
    .query(async ({ ctx, input: { roomId } }) => {
      const found = await viewConsole(ctx.tools, { asker: askerOf(ctx, roomId), roomId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_ROOM);
    }),

  /** Opens one socket, once, within a minute. A mutation, because no two answers are alike. */
  ticket: anyoneProcedure
    .input(TicketInput)
    .output(TicketOutput)
    .mutation(async ({ ctx, input }) => {
      const asker = askerOf(ctx, input.roomId);
      const issued = isNobody(asker) ? err({ code: "signed-out" } as const) : await issueRoomTicket(ctx.tools, { asker, ...input });
      if (issued.ok) return issued.value;
      return refuse(issued.error, {
        ...NO_SUCH_ROOM,
        ...SIGNED_OUT,
        "no-live-process": { code: "SERVICE_UNAVAILABLE", message: "The rooms are starting. What you did is kept in this browser. It is tried again by itself." },
      });
    }),

  ...reportProcedures,
});
