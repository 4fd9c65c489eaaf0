import { fillText } from '../../../shared/errors/error-text.ts';

/** What may not leave this computer as it is, with what stands for it in the support bundle. */
export interface OwnName {
  readonly here: string;
  readonly elsewhere: string;
}

export type Fact = string | number | OwnName;

/** A sentence for the operator, and the same for support. */
export interface Sentence {
  readonly here: string;
  readonly elsewhere: string;
}

/** Fills `{name}` placeholders of a sentence of the app; the Dutch of each template is in shared/phrases. */
export function say(template: string, facts: Readonly<Record<string, Fact>> = {}): Sentence {
  const filled = (side: keyof OwnName): string =>
    fillText(
      template,
      Object.fromEntries(
        Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'object' ? fact[side] : fact]),
      ),
    );
  return { here: filled('here'), elsewhere: filled('elsewhere') };
}

/** Bytes in whole units, the same in every language: `12 GB`. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${String(Math.floor(bytes / 1000 ** power))} ${units[power] ?? ''}`;
}

/** A moment to the minute, in UTC, which the sentence says. */
export function momentText(atUtc: string): string {
  return atUtc.slice(0, 16).replace('T', ' ');
}
