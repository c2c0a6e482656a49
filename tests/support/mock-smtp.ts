/** A mail server that takes every letter and shows it (RFC 5321, as much of it as a client needs). */
import { createServer, type AddressInfo } from "node:net";

export interface MockSmtp {
  url: string;
  /** Letters as they came, headers and text, quoted-printable undone. */
  letters: { to: string; text: string }[];
  stop(): Promise<void>;
}

const plain = (text: string): string =>
  text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export async function startMockSmtp(): Promise<MockSmtp> {
  const letters: MockSmtp["letters"] = [];
  const server = createServer((socket) => {
    let to = "";
    let letter: string | null = null;
    let pending = "";
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (letter !== null) {
        if (line !== ".") return void (letter += `${line}\r\n`);
        letters.push({ to, text: plain(letter) });
        letter = null;
        return say("250 taken");
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === "RCPT") to = /<(.*)>/.exec(line)?.[1] ?? "";
      if (command === "DATA") letter = "";
      if (command === "QUIT") return void socket.end("221 bye\r\n");
      say(command === "DATA" ? "354 go on" : "250 fine");
    };
    say("220 mock");
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const lines = (pending + data.toString("utf8")).split("\r\n");
      pending = lines.pop() ?? "";
      lines.forEach(hear);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
