/** Mail goes out only where the operator gave a mail server and the public address that links must lead to. */
import { createTransport } from "nodemailer";
import type { Env } from "../platform/env";

/** Without PUBLIC_URL a link would be built from what the asker's request says, and could lead anywhere. */
export const mailEnabled = ({ SMTP_URL, PUBLIC_URL }: Pick<Env, "SMTP_URL" | "PUBLIC_URL">): boolean =>
  SMTP_URL !== undefined && PUBLIC_URL !== undefined;

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Rejects if the mail server does not take the letter. */
export async function sendMail({ SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">, letter: Letter): Promise<void> {
  const transport = createTransport(SMTP_URL);
  try {
    await transport.sendMail({ from: MAIL_FROM, ...letter });
  } finally {
    transport.close();
  }
}
