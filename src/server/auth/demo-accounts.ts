/** The accounts that can be entered with one click while the demo is on. */
import type { DemoAccountId } from "@/contracts/accounts/sign-in";

/** A domain that can never get mail (RFC 2606), so nobody else can prove to own these addresses. */
const DEMO_DOMAIN = "demo.invalid";

export const demoEmail = (account: DemoAccountId): string => `${account}@${DEMO_DOMAIN}`;

export interface DemoAccount {
  id: DemoAccountId;
  name: string;
  role: "learner" | "instructor";
}

/** Who interviews is a matter of the room: the interviewer is an ordinary learner. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { id: "learner", name: "Mara Lindqvist", role: "learner" },
  { id: "interviewer", name: "Tomas Okafor", role: "learner" },
  { id: "instructor", name: "Ines Carvalho", role: "instructor" },
];
