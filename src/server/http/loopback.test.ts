import { expect, test } from "vitest";
import { isLoopbackAddress } from "./loopback";

test.each(["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
  expect(isLoopbackAddress(address)).toBe(true);
});

test.each(["10.0.0.1", "::ffff:10.0.0.1", "128.0.0.1", "127.0.0.1.example.org", ""])("%s is not", (address) => {
  expect(isLoopbackAddress(address)).toBe(false);
});
