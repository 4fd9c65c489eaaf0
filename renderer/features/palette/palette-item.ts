import type { Deed } from './commands.ts';

/** One line of the palette, ready to be shown. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly deed: Deed;
}
