/**
 * A network between a browser and the product that can be cut for all at once. Playwright's `setOffline` ends a moment
 * before a page that closes does, so that what the page sends as its last may still arrive.
 */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { BASE_URL } from "./browser";

/** SOCKS 5 (RFC 1928): no password is asked for, and the connection is made. */
const NO_PASSWORD = Buffer.from([5, 0]);
const CONNECTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);

export interface Network {
  /** For a browser's context: everything that it asks for goes this way, and to the product alone. */
  readonly proxy: { readonly server: string };
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => void;
}

export async function openNetwork(): Promise<Network> {
  const product = Number(new URL(BASE_URL).port);
  const alive = new Set<Socket>();
  let isCut = false;
  const follow = (one: Socket, other: Socket) => {
    alive.add(one);
    one.on("error", () => one.destroy());
    one.on("close", () => {
      alive.delete(one);
      other.destroy();
    });
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(product, "127.0.0.1");
    follow(near, far);
    follow(far, near);
    near.once("data", () => {
      near.write(NO_PASSWORD);
      near.once("data", () => {
        near.write(CONNECTED);
        near.pipe(far).pipe(near);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    isCut = true;
    for (const socket of alive) socket.destroy();
  };
  return {
    proxy: { server: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}` },
    cut,
    mend: () => void (isCut = false),
    close: () => {
      cut();
      server.close();
    },
  };
}
