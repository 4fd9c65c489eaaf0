import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { en } from './en.ts';

export type TextId = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (id: TextId, values?: TextValues) => string;

/** The text of the catalogue in the window's language. */
export function useText(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}
