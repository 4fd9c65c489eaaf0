import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { detailName, plainValue } from '../../../renderer/features/audit/words.ts';
import { hasLostRequests } from '../../../renderer/features/runs/lost-requests.ts';
import { removedText } from '../../../renderer/features/settings/removed-list.tsx';
import { en } from '../../../renderer/i18n/en.ts';
import { nl } from '../../../renderer/i18n/nl.ts';
import type { Translate } from '../../../renderer/i18n/text.ts';
import { formatBytes } from '../../../renderer/lib/format.ts';
import { plainLocale } from '../../../renderer/lib/locale.ts';
import { nothingRemoved } from '../../../shared/model/retention.ts';

const textIn = (locale: 'en' | 'nl'): Translate => {
  const intl = createIntl({ locale, messages: locale === 'en' ? en : nl });
  return (id, values) => intl.formatMessage({ id }, values);
};

describe('what a sweep removed', () => {
  const removed = {
    ...nothingRemoved,
    batches: 1,
    versions: 2,
    rejected: 1,
    requests: 3,
    logFiles: 1,
    bytes: 1_250_000,
  };

  it('is said in one line, each kind in its number, and nothing of kinds there are none of', () => {
    expect(removedText(removed, textIn('en'), plainLocale)).toBe(
      'Contents of 1 batch with 2 versions of records; 1 source record of closed rejections; 3 requests of runs; 1 log file; 1.3\u00a0MB in all',
    );
    expect(removedText({ ...nothingRemoved, requests: 1, bytes: 9 }, textIn('nl'), plainLocale)).toBe(
      '1 verzoek van runs; 9\u00a0B in totaal',
    );
  });
});

describe('the trail', () => {
  it('says in words how long is kept, and up to when work was finished', () => {
    const words = { text: textIn('nl'), locale: plainLocale };
    expect(plainValue('keep', '10-years', words)).toBe('10 jaar');
    expect(plainValue('keptBefore', 'for-ever', words)).toBe('Altijd');
    expect(plainValue('finishedBefore', '2016-01-01T12:00:00.000Z', words)).not.toContain('T12');
    expect(detailName('sourceRecords', words.text)).toBe('Bronrecords');
  });
});

describe('sizes on the disk', () => {
  it.each([
    [0, '0\u00a0B'],
    [999, '999\u00a0B'],
    [1_000, '1\u00a0kB'],
    [12_345, '12.3\u00a0kB'],
    [2_500_000_000, '2.5\u00a0GB'],
    [7e15, '7000\u00a0TB'],
  ])('%d bytes are %s', (bytes, expected) => {
    expect(formatBytes(bytes, { ...plainLocale, group: '' })).toBe(expected);
  });
});

describe('a run without requests', () => {
  const sweep = { atUtc: '2026-11-21T12:00:00.000Z', beforeUtc: '2025-11-21T12:00:00.000Z', removed: nothingRemoved };

  it('has lost them to the retention time only if it ended before what went', () => {
    expect(hasLostRequests({ endedAtUtc: '2025-11-21T11:59:59.999Z' }, sweep)).toBe(true);
    expect(hasLostRequests({ endedAtUtc: '2025-11-21T12:00:00.000Z' }, sweep)).toBe(false);
    expect(hasLostRequests({ endedAtUtc: null }, sweep)).toBe(false);
    expect(hasLostRequests({ endedAtUtc: '2020-01-01T00:00:00.000Z' }, null)).toBe(false);
    expect(hasLostRequests({ endedAtUtc: '2020-01-01T00:00:00.000Z' }, undefined)).toBe(false);
  });
});
