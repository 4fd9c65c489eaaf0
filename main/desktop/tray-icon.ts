import type { Mood } from './app-watch.ts';

/** Side of the drawn icon in pixels; systems scale it down to their own size. */
export const iconSide = 32;

type Colour = readonly [red: number, green: number, blue: number];
const ground: Colour = [31, 90, 138];
const ink: Colour = [255, 255, 255];
const dots: Readonly<Record<Mood, Colour | null>> = {
  none: null,
  ok: null,
  running: [125, 184, 232],
  attention: [224, 134, 0],
};

/**
 * The app's sign (two arrows) with a dot by state, as a BGRA bitmap of `iconSide` × `iconSide`, which is what
 * `nativeImage.createFromBitmap` takes. Drawn, so that no state lacks its picture.
 */
export function drawTrayIcon(mood: Mood): Buffer {
  const pixels = Buffer.alloc(iconSide * iconSide * 4);
  const dot = dots[mood];
  for (let y = 0; y < iconSide; y += 1) {
    for (let x = 0; x < iconSide; x += 1) {
      paint(pixels, { x, y, colour: ground, cover: coverOf((px, py) => inRounded(px, py), x, y) });
      paint(pixels, { x, y, colour: ink, cover: coverOf((px, py) => inArrows(px, py), x, y) });
      if (dot === null) continue;
      paint(pixels, { x, y, colour: ink, cover: coverOf((px, py) => Math.hypot(px - 24, py - 24) < 8, x, y) });
      paint(pixels, { x, y, colour: dot, cover: coverOf((px, py) => Math.hypot(px - 24, py - 24) < 6.5, x, y) });
    }
  }
  return pixels;
}

/** Share of a pixel inside a shape, from 4 × 4 points in it. */
function coverOf(inside: (x: number, y: number) => boolean, x: number, y: number): number {
  let hits = 0;
  for (let step = 0; step < 16; step += 1) {
    if (inside(x + ((step % 4) + 0.5) / 4, y + (Math.floor(step / 4) + 0.5) / 4)) hits += 1;
  }
  return hits / 16;
}

function inRounded(x: number, y: number): boolean {
  const radius = 7;
  const nearX = Math.min(Math.max(x, 1 + radius), iconSide - 1 - radius);
  const nearY = Math.min(Math.max(y, 1 + radius), iconSide - 1 - radius);
  return Math.hypot(x - nearX, y - nearY) <= radius;
}

function inArrows(x: number, y: number): boolean {
  return inArrow(x, y - 11) || inArrow(iconSide - x, y - 21);
}

/** An arrow to the right whose shaft lies on y = 0. */
function inArrow(x: number, y: number): boolean {
  if (x >= 7 && x <= 18) return Math.abs(y) <= 1.6;
  return x > 18 && x <= 25 && Math.abs(y) <= (25 - x) * 0.75;
}

interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  readonly cover: number;
}

function paint(pixels: Buffer, { x, y, colour, cover }: Stroke): void {
  if (cover === 0) return;
  const at = (y * iconSide + x) * 4;
  const [red, green, blue] = colour;
  const mix = (index: number, value: number) => {
    pixels[at + index] = Math.round((pixels[at + index] ?? 0) * (1 - cover) + value * cover);
  };
  mix(0, blue);
  mix(1, green);
  mix(2, red);
  mix(3, 255);
}
