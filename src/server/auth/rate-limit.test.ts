import { describe, expect, test } from "vitest";
import { addressBucket } from "./rate-limit";

describe("addressBucket", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8:12:34:a:b:c:d", "2001:db8:12:34::/64"],
    ["2001:0DB8:0012:0034::1", "2001:db8:12:34::/64"],
    ["2001:db8::7", "2001:db8:0:0::/64"],
    ["[fe80::1%eth0]", "fe80:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("%s counts as %s", (address, bucket) => {
    expect(addressBucket(address)).toBe(bucket);
  });
});
