import type { Translate } from '../../i18n/text.ts';
import type { PackSection } from './pack.ts';

/** Hosts that the operator's computer speaks to. */
export function networkSection(text: Translate, hosts: readonly string[]): PackSection {
  const lines = [...new Set(hosts)].map((host) => text('pack.network.line', { host }));
  return { heading: text('pack.network'), items: [...lines, text('pack.network.none')] };
}

/** How the secret reaches the operator's computer, and what is no secret. */
export function secretSection(text: Translate, values: readonly string[]): PackSection {
  return {
    heading: text('pack.secret'),
    items: [text('pack.secret1'), text('pack.secret2'), text('pack.secret3', { values: values.join(', ') })],
  };
}

/** What was typed without spaces around it; null for nothing. */
export function filled(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value.trim();
}

/** The host of an address as people paste it: with or without a scheme, with a path behind it. */
export function hostOf(address: string | undefined): string | null {
  const value = filled(address);
  if (value === null) return null;
  const full = /^[a-z]+:\/\//i.test(value) ? value : `https://${value}`;
  return URL.canParse(full) ? new URL(full).host : value;
}
