import { type SignInProblem, waitWords } from "@/contracts/accounts/sign-in-problem";

/** A sign-in problem for people: what happened, and what to do next. */
export function problemWords(problem: SignInProblem | { code: "unreachable" }, mail: boolean): string {
  switch (problem.code) {
    case "wrong-email-or-password":
      return mail
        ? "No account has this e-mail and password. Check both, or let us send you a link."
        : "No account has this e-mail and password. Check both. If the password is lost, an admin can give you a link that sets a new one.";
    case "too-many-attempts":
      return `There were too many tries. Try again ${waitWords(problem.againInSeconds)}.`;
    case "busy":
      return "Too many people are signing in at this moment. Try again in a few seconds.";
    case "email-has-another-way-in":
      return "There is an account with this e-mail already, entered in another way. Sign in the way you did the first time.";
    case "provider-gave-no-email":
      return "The provider gave no confirmed e-mail, so no account was made. Confirm your e-mail there, or create an account here.";
    case "provider-failed":
      return "The provider did not confirm who you are. Nothing was changed. Try again, or sign in another way.";
    case "link-expired":
      return "This link was used already or its time is over. Ask for a new one.";
    case "mail-failed":
      return "The link could not be sent. Check the e-mail, or try again in a few minutes.";
    case "failed":
      return "Signing in did not work. Nothing was changed. Allow cookies for this site and try again.";
    case "unreachable":
      return "The server cannot be reached. What you typed is still here; try again.";
  }
}
