export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the line from the centre of a box towards another point leaves the box. */
export function edgeOf(box: { readonly width: number; readonly height: number }, centre: Point, towards: Point): Point {
  const [dx, dy] = [towards.x - centre.x, towards.y - centre.y];
  const scale = Math.min(box.width / 2 / (Math.abs(dx) || 1e-9), box.height / 2 / (Math.abs(dy) || 1e-9));
  return { x: centre.x + dx * Math.min(1, scale), y: centre.y + dy * Math.min(1, scale) };
}
