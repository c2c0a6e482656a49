import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import { readTicket, signTicket, type Ticket } from "./tickets";

const SECRET = "a secret of thirty-two characters";
const NOW = instant(Date.UTC(2026, 11, 1, 12));
const TICKET: Ticket = {
  ticketId: randomUUID(), roomId: "kfw-mxqt-brz", memberId: randomUUID(), name: "Mara", role: "candidate", isHost: false,
  clientId: randomUUID(), sessionId: "s", home: randomUUID(), expiresAt: instant(NOW + 1),
};
const bodyOf = (ticket: object) => Buffer.from(JSON.stringify(ticket)).toString("base64url");

describe("a ticket", () => {
  test("says what it was made of, until its time has passed", () => {
    const text = signTicket(SECRET, TICKET);
    expect(readTicket(SECRET, text, NOW)).toEqual({ ok: true, value: TICKET });
    expect(readTicket(SECRET, text, TICKET.expiresAt)).toEqual({ ok: false, error: "expired" });
  });

  test("counts for nothing with another role, another secret, a shorter signature or none", () => {
    const [body, mac] = signTicket(SECRET, TICKET).split(".") as [string, string];
    const promoted = bodyOf({ ...TICKET, role: "interviewer" });
    for (const text of [`${promoted}.${mac}`, `${body}.${mac.slice(0, 20)}`, signTicket(`${SECRET}!`, TICKET)]) {
      expect(readTicket(SECRET, text, NOW)).toEqual({ ok: false, error: "forged" });
    }
    for (const text of ["", body, `${body}.`, `${body}.${mac}.${mac}`]) expect(readTicket(SECRET, text, NOW)).toEqual({ ok: false, error: "unreadable" });
  });
});
