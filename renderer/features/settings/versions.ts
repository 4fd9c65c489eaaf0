import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Translate } from '../../i18n/text.ts';

/** Versions of the app and of what it runs on. The Chromium of a browser window is the browser’s own. */
export function versionItems(
  { version, versions }: OutputOf<'app.info'>,
  text: Translate,
): { name: string; value: string }[] {
  const chromium = versions.chromium ?? /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1];
  const all = [
    [text('about.version'), version],
    [text('about.version.electron'), versions.electron],
    [text('about.version.chromium'), chromium],
    [text('about.version.node'), versions.node],
    [text('about.version.platform'), versions.platform],
  ] as const;
  return all.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
