import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planWindow } from '../../../main/connectors/workday/windows.ts';
import { readSettings } from '../../../main/connectors/workday/settings.ts';
import { streamSpecs } from '../../../main/connectors/workday/streams/streams.ts';
import { exactDatabricks } from '../../../main/integrations/exact-databricks/integration.ts';
import { workdayDatabricks } from '../../../main/integrations/workday-databricks/integration.ts';
import type { WindowRequest } from '../../../main/ports/source.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import { exactSystem } from '../../../shared/systems/exact.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { connectionsOf } from '../../support/fake-systems.ts';

const englishWords =
  /\b(the|since|everything|dated|changed|older|with|column|must|key|missing|as of|named|used|begins?)\b/i;

describe('sentences that arise outside the window, in Dutch', () => {
  it('say what every kind of window reads', () => {
    const [connection] = connectionsOf();
    if (connection === undefined) throw new Error('no connection');
    const settings = { ...readSettings(connection), nonFinalStatuses: ['DRAFT', 'IN_PROGRESS'] };
    const asOf = '2026-11-21T10:00:00.000Z';
    const cursor = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-11-19T10:00:00.000Z' };
    const stale = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-01-01T10:00:00.000Z' };
    const requests = [
      { kind: 'full' },
      { kind: 'range', from: '2026-01-01', to: '2026-01-31' },
      { kind: 'incremental', cursor },
      { kind: 'incremental', cursor: stale },
    ] satisfies WindowRequest[];
    const said = new Set(
      streamSpecs.flatMap((spec) =>
        requests.map((request) => planWindow(spec, request, { asOf, settings }).description),
      ),
    );
    expect(said.size).toBeGreaterThan(5);
    for (const english of said) expect(phraseIn('nl', english)).not.toMatch(englishWords);
  });

  it('name every stream', () => {
    const streams = [...workdayDatabricks.streams, ...exactDatabricks.streams];
    for (const { label } of streams) expect(phraseIn('nl', label)).not.toBe(label);
  });

  it('say what Exact Online is to grant', () => {
    for (const { grant, reason } of exactSystem.permissions) {
      expect(phraseIn('nl', grant)).not.toBe(grant);
      expect(phraseIn('nl', reason)).not.toBe(reason);
    }
  });

  it('have one word for one thing: no sentence is translated in two places', async () => {
    const folder = new URL('../../../shared/phrases/nl/', import.meta.url);
    const places = new Map<string, string[]>();
    for (const file of readdirSync(folder)) {
      const module = (await import(new URL(file, folder).href)) as Record<string, Record<string, string>>;
      for (const phrases of Object.values(module)) {
        for (const english of Object.keys(phrases)) places.set(english, [...(places.get(english) ?? []), file]);
      }
    }
    expect(places.size).toBeGreaterThan(500);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
  });

  it('say what is wrong with a mapping, and what may go wrong', () => {
    const [stream] = workdayDatabricks.streams;
    if (stream === undefined) throw new Error('no stream');
    const mapping = stream.defaultMapping;
    const column = mapping.header.columns[0];
    if (column === undefined) throw new Error('no column');
    const broken: StreamMapping = {
      ...mapping,
      header: {
        ...mapping.header,
        table: '_mlc_own',
        keyColumns: ['nowhere', 'nowhere'],
        columns: [
          column,
          { ...column, path: 'no.such.field' },
          { ...column, column: 'Bad Name', type: { kind: 'decimal', precision: 2, scale: 9 } },
        ],
      },
    };
    const problems = [...validateMapping(broken, []), ...mappingRisks(mapping, [])].map((one) => one.problem);
    expect(new Set(problems).size).toBeGreaterThan(5);
    const names = /“[^”]*”/g;
    for (const english of problems) {
      expect(phraseIn('nl', english).replaceAll(names, ''), english).not.toMatch(englishWords);
    }
  });
});
