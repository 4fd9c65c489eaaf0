import { describe, expect, it } from 'vitest';
import { partsOf, pathOf } from '../../../renderer/lib/router.tsx';
import { addsUp } from '../../../renderer/features/runs/sums.ts';
import { formSchema, startValues, toDraft } from '../../../renderer/features/connect/form-values.ts';
import { systems, connectionsOf } from '../../support/fake-systems.ts';

describe('routes', () => {
  it('survive any id', () => {
    expect(partsOf(pathOf('runs', 'a/b ?&é'))).toEqual(['runs', 'a/b ?&é']);
    expect(partsOf('/runs/%E0%A4%A')).toEqual(['runs', '%E0%A4%A']);
  });
});

describe('counts', () => {
  it('add up only when every record is accounted for', () => {
    const counts = { read: 10, loaded: 5, unchanged: 2, excluded: 1, rejected: 1, held: 0, waiting: 1 };
    expect(addsUp(counts)).toBe(true);
    expect(addsUp({ ...counts, read: 11 })).toBe(false);
  });
});

describe('the form of a connection', () => {
  const workday = systems[0];
  if (workday === undefined) throw new Error('no descriptor');
  const stored = connectionsOf()[0] ?? null;
  const words = { missing: 'needed', wrong: (reason: string) => `wrong: ${reason}` };

  it('never holds a stored secret, and keeps it when nothing is entered', () => {
    const values = startValues(workday, stored);
    expect(values.secrets).toEqual({ password: '' });
    expect(formSchema(workday, new Set(['password']), words).safeParse(values).success).toBe(true);
    expect(toDraft(workday, stored?.id ?? null, values).secrets).toEqual({});
  });

  it('asks for what is shown and required, and sends only what is shown', () => {
    const values = {
      ...startValues(workday, null),
      settings: { host: 'h', tenant: 't', auth: 'oauth', username: 'left over', clientId: '' },
    };
    const issues = formSchema(workday, new Set(), words).safeParse(values).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual(['settings.clientId']);
    expect(toDraft(workday, null, { ...values, settings: { ...values.settings, clientId: 'c' } }).settings).toEqual({
      host: 'h',
      tenant: 't',
      auth: 'oauth',
      clientId: 'c',
    });
  });

  it('says of the address of a document what is wrong with it, before anything is sent', () => {
    const values = startValues(workday, stored);
    const issuesOf = (settings: Record<string, string>) =>
      formSchema(workday, new Set(['password']), words)
        .safeParse({ ...values, settings: { ...values.settings, ...settings } })
        .error?.issues.map((issue) => [issue.path.join('.'), issue.message]);
    const documentLink = 'https://workday.acme.example/open/{wid}';
    expect(issuesOf({ documentLink })).toEqual([
      ['settings.documentLinkHost', 'wrong: it must repeat the host of the address'],
    ]);
    expect(issuesOf({ documentLink, documentLinkHost: 'workday.acme.example' })).toBeUndefined();
  });
});
