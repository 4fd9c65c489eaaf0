import { z } from 'zod';

export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

export const numberFormats = ['language', '1,234.56', '1.234,56', '1 234,56', '1’234.56', '1234.56'] as const;
export type NumberFormat = (typeof numberFormats)[number];

export const dateFormats = ['language', 'yyyy-mm-dd', 'dd-mm-yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy', 'd mmm yyyy'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** `HH:MM` in 24 hours. */
const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What a person prefers; never anything of a connection. A file of an older version lacks keys: `defaultSettings` fills them. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Words of the screens. `system` follows the locale of the computer. */
  language: z.enum(['system', ...languages]),
  numberFormat: z.enum(numberFormats),
  dateFormat: z.enum(dateFormats),
  negative: z.enum(['minus', 'parentheses']),
  /** Amounts and names are blurred, for sharing the screen. */
  privacy: z.boolean(),
  /** Shortcuts of one key without a modifier (WCAG 2.1.4). */
  singleKeyShortcuts: z.boolean(),
  /** The last five mean something in the desktop app only. */
  startAtLogin: z.boolean(),
  keepInTray: z.boolean(),
  /** The operator was told once that closing the window leaves the app in the tray. */
  closeToTrayTold: z.boolean(),
  notifications: z.boolean(),
  /** Between these times of each day, by the computer's own clock, nobody is notified; what is still open then is told at their end. */
  quietHours: z.object({ from: dayTimeSchema, to: dayTimeSchema }).nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  numberFormat: 'language',
  dateFormat: 'language',
  negative: 'minus',
  privacy: false,
  singleKeyShortcuts: true,
  startAtLogin: false,
  keepInTray: true,
  closeToTrayTold: false,
  notifications: true,
  quietHours: null,
};

/** The language that is shown: the one chosen, else that of the computer if it is spoken here, else English. */
export function languageOf(chosen: Settings['language'], computerTag: string): Language {
  if (chosen !== 'system') return chosen;
  return computerTag.toLowerCase().split(/[-_]/)[0] === 'nl' ? 'nl' : 'en';
}
