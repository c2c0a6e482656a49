/** Refusals that several procedures of interviews share, in words. Whatever one may not see is told as what does not exist. */
import { waitWords } from "@/contracts/accounts/sign-in-problem";

export const NO_SUCH_ROOM = { "no-such-room": { code: "NOT_FOUND", message: "There is no such room. Yours are listed under Interviews." } } as const;

/** For pages of a room that were open when their browser was signed out. */
export const SIGNED_OUT = { "signed-out": { code: "NOT_FOUND", message: "This browser is not signed in any more. Sign in and open the room again." } } as const;

export const NO_SUCH_MEMBER = {
  "no-such-member": { code: "NOT_FOUND", message: "Nobody of that name is at the door any more. The list shows who is." },
} as const;

export const NO_SUCH_INVITATION = {
  "no-such-invitation": {
    code: "NOT_FOUND",
    message: "This invitation does not open anything: it was used, taken back, or its time has passed. Ask for a new one.",
  },
} as const;

export const tooManyInvitations = (refusal: { code: string } | { code: string; againInSeconds: number }) =>
  ({
    code: "TOO_MANY_REQUESTS",
    message: `There were too many tries from your network. The invitation is as it was. Try again ${waitWords("againInSeconds" in refusal ? refusal.againInSeconds : 0)}.`,
  }) as const;
