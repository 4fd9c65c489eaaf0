import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8');
const themes = ['light', 'dark'] as const;

/** Both colours of a token, as the style sheet has them. */
function colourOf(token: string, theme: (typeof themes)[number]): string {
  const match = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const found = match?.[theme === 'light' ? 1 : 2];
  if (found === undefined) throw new Error(`no colour --${token}`);
  return found;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['bg', 'surface', 'surface-raised', 'surface-sunken', 'row-hover'];
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...surfaces, 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft', 'neutral-soft', 'changed']],
  ['text-muted', [...surfaces, 'neutral-soft', 'accent-soft', 'bad-soft', 'warn-soft']],
  ['accent', [...surfaces, 'accent-soft']],
  ['ok', [...surfaces, 'ok-soft']],
  ['warn', [...surfaces, 'warn-soft']],
  ['bad', [...surfaces, 'bad-soft']],
  ['on-accent', ['accent', 'accent-hover']],
];

describe.each(themes)('the %s theme', (theme) => {
  it.each(texts)('shows %s at 4.5 : 1 or more on everything it stands on', (token, grounds) => {
    const weak = grounds
      .map((ground) => ({ ground, ratio: contrast(colourOf(token, theme), colourOf(ground, theme)) }))
      .filter(({ ratio }) => ratio < 4.5);
    expect(weak).toEqual([]);
  });

  it('shows the edges of controls at 3 : 1 or more', () => {
    for (const ground of ['surface', 'surface-raised', 'bg']) {
      expect(contrast(colourOf('border-strong', theme), colourOf(ground, theme))).toBeGreaterThanOrEqual(3);
    }
  });

  it('shows bars, switches and icons of a state at 3 : 1 or more', () => {
    for (const colour of ['ok', 'warn', 'bad', 'accent', 'border-strong']) {
      expect(contrast(colourOf(colour, theme), colourOf('surface', theme)), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it('shows the ring of the focus at 3 : 1 or more on everything that can have it', () => {
    for (const ground of [...surfaces, 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft', 'neutral-soft']) {
      expect(contrast(colourOf('accent', theme), colourOf(ground, theme)), ground).toBeGreaterThanOrEqual(3);
    }
  });
});

it('measures black on white as 21 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
