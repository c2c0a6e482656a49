/** Numbers as they are printed: commas between thousands, no noise of binary fractions. */

/** Digits that are kept: enough for every drawn value, too few to show 0.30000000000000004. */
const DIGITS = 12;
/** From here on a number is printed as a power of ten. */
const PLAIN_MAX = 1e15;
const PLAIN_MIN = 1e-6;

/** 1157.4 as "1,157.4", or without commas where a comma would break code or mathematics. */
export function formatNumber(value: number, thousands: "commas" | "plain" = "commas"): string {
  const clean = Number(value.toPrecision(DIGITS));
  const size = Math.abs(clean);
  if (size !== 0 && (size >= PLAIN_MAX || size < PLAIN_MIN)) return clean.toExponential().replace("e+", "e");
  const [whole = "0", fraction] = plainText(clean).split(".");
  const grouped = thousands === "commas" ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Digits without an exponent, for the sizes between PLAIN_MIN and PLAIN_MAX. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/0+$/, "") : text;
}
