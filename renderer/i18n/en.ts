import { connectTexts } from './en/connect.ts';
import { runTexts } from './en/runs.ts';
import { screenTexts } from './en/screens.ts';

/** Every text of the screens, in English. ICU message syntax. */
export const en = { ...screenTexts, ...connectTexts, ...runTexts } as const;
