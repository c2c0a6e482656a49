/** What is wrong with something typed, before it is sent; null when nothing is. The server checks again. */
import { EMAIL_LENGTH_MAX, NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/contracts/accounts/limits";

export function emailFault(typed: string): string | null {
  const email = typed.trim();
  if (email === "") return "Type your e-mail.";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > EMAIL_LENGTH_MAX) return "That is no e-mail address, such as mara@example.org.";
  return null;
}

export const passwordFault = (typed: string): string | null => (typed === "" ? "Type your password." : null);

export function newPasswordFault(typed: string, email: string): string | null {
  if (typed.length < PASSWORD_LENGTH_MIN) return `At least ${PASSWORD_LENGTH_MIN} characters; these are ${typed.length}.`;
  if (typed.length > PASSWORD_LENGTH_MAX) return `At most ${PASSWORD_LENGTH_MAX} characters; these are ${typed.length}.`;
  if (typed.trim().toLowerCase() === email.trim().toLowerCase()) return "That is your e-mail. Choose something else.";
  return null;
}

export function nameFault(typed: string): string | null {
  if (typed.trim() === "") return "Type your name.";
  return typed.trim().length > NAME_LENGTH_MAX ? `At most ${NAME_LENGTH_MAX} characters.` : null;
}
