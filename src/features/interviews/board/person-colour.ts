/** Colours of people on a board: white on each is above 4.5:1, and a colour never stands without the name. */
const COLOURS = ["#8a3f98", "#0b6f80", "#5f6873", "#a04000", "#2d5da8", "#2f6b2f"];

/** The same for everybody in the room, and for as long as the room lives. */
export function personColour(memberId: string): string {
  let sum = 0;
  for (let at = 0; at < memberId.length; at += 1) sum = (sum * 31 + memberId.charCodeAt(at)) % 1_000_003;
  return COLOURS[sum % COLOURS.length] as string;
}
