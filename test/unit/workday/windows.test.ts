import { describe, expect, it } from 'vitest';
import { readSettings, splitAddress } from '../../../main/connectors/workday/settings.ts';
import { streamSpecs, type StreamSpec } from '../../../main/connectors/workday/streams/streams.ts';
import { criteriaArgs, planWindow, pinnedMoment, readsOf } from '../../../main/connectors/workday/windows.ts';
import type { WindowRequest } from '../../../main/ports/source.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { isAppError } from '../../../shared/errors/app-error.ts';

const AS_OF = '2026-11-21T10:00:00.000Z';

function connection(settings: Record<string, string>, practice = false): Connection {
  return {
    id: 'c',
    name: 'Workday',
    system: 'workday',
    practice,
    settings: { host: 'wd3-services1.myworkday.com', tenant: 'acme_dpt1', username: 'ISU', ...settings },
    secrets: [],
    lastCheck: null,
    createdAtUtc: '',
    updatedAtUtc: '',
  };
}

function specOf(id: string): StreamSpec {
  const spec = streamSpecs.find((one) => one.id === id);
  if (spec === undefined) throw new Error(id);
  return spec;
}

function plan(
  stream: string,
  request: WindowRequest,
  settings: Record<string, string> = {},
): ReturnType<typeof planWindow> {
  return planWindow(specOf(stream), request, { asOf: AS_OF, settings: readSettings(connection(settings)) });
}

function invalidField(settings: Record<string, string>): unknown {
  try {
    readSettings(connection(settings));
  } catch (error) {
    if (isAppError(error)) return error.details['field'];
  }
  return null;
}

describe('windows of Workday streams', () => {
  it('read what changed since the last window, a little of it again', () => {
    const window = plan('journal_entries', { kind: 'incremental', cursor: { asOf: '2026-11-21T09:00:00.000Z' } });
    expect(readsOf(window).reads).toEqual([
      { texts: { Updated_From_Date: '2026-11-21T08:45:00.000Z', Updated_To_Date: AS_OF }, statuses: [] },
    ]);
    expect(window).toMatchObject({ asOf: AS_OF, reach: 'changed', nextCursor: { asOf: AS_OF } });
  });

  it('read everything without a cursor, and where there is no date to read by', () => {
    for (const { id } of streamSpecs) {
      const window = plan(id, { kind: 'incremental', cursor: null });
      expect(readsOf(window).reads).toEqual([{ texts: {}, statuses: [] }]);
      expect(window).toMatchObject({ reach: 'everything', nextCursor: { asOf: AS_OF } });
      const range = plan(id, { kind: 'range', from: '2026-10-01', to: '2026-10-31' });
      expect(range.reach).toBe('chosen');
    }
  });

  it('read recent invoices and older ones that may still change, by two reads that never overlap', () => {
    const cursor = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-11-18T10:00:00.000Z' };
    const window = plan(
      'supplier_invoices',
      { kind: 'incremental', cursor },
      { nonFinalStatuses: 'DRAFT, IN_PROGRESS' },
    );
    expect(readsOf(window).reads).toEqual([
      { texts: { Invoice_Date_On_or_After: '2026-08-23' }, statuses: [] },
      { texts: { Invoice_Date_On_or_Before: '2026-08-22' }, statuses: ['DRAFT', 'IN_PROGRESS'] },
    ]);
    expect(window.reach).toBe('recent');
    expect(window.nextCursor).toEqual({ asOf: AS_OF, fullAsOf: cursor.fullAsOf });
  });

  it('read payments by their date, for as many days as the connection says, and all of them once a week', () => {
    const cursor = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-11-18T10:00:00.000Z' };
    const settings = { nonFinalStatuses: 'DRAFT', paymentDays: '30' };
    const window = plan('payments', { kind: 'incremental', cursor }, settings);
    expect(readsOf(window).reads).toEqual([{ texts: { Payment_Date_on_Date_Or_After: '2026-10-22' }, statuses: [] }]);
    expect(window.nextCursor).toEqual({ asOf: AS_OF, fullAsOf: cursor.fullAsOf });
    const [read] = readsOf(window).reads;
    expect(read === undefined ? null : criteriaArgs(read, 'Get_Payments')).toEqual({
      Request_Criteria: { General_Payment_Criteria: { Payment_Date_on_Date_Or_After: '2026-10-22' } },
    });
    const stale = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-11-14T10:00:00.000Z' };
    expect(readsOf(plan('payments', { kind: 'incremental', cursor: stale })).reads).toEqual([
      { texts: {}, statuses: [] },
    ]);
  });

  it('read all invoices once a week', () => {
    const cursor = { asOf: '2026-11-20T10:00:00.000Z', fullAsOf: '2026-11-14T10:00:00.000Z' };
    const window = plan('supplier_invoices', { kind: 'incremental', cursor });
    expect(readsOf(window).reads).toEqual([{ texts: {}, statuses: [] }]);
    expect(window.nextCursor).toEqual({ asOf: AS_OF, fullAsOf: AS_OF });
  });

  it('move no cursor when days are chosen', () => {
    for (const { id } of streamSpecs) {
      expect(plan(id, { kind: 'range', from: '2026-10-01', to: '2026-10-31' }).nextCursor).toBeNull();
    }
    expect(() => plan('suppliers', { kind: 'range', from: 'yesterday', to: '2026-10-31' })).toThrow();
  });

  it('pin a little before the server’s present, except in practice', () => {
    expect(pinnedMoment(AS_OF, readSettings(connection({})))).toBe('2026-11-21T09:59:00.000Z');
    expect(pinnedMoment(AS_OF, readSettings(connection({}, true)))).toBe(AS_OF);
  });
});

describe('settings of a Workday connection', () => {
  it('take apart what is pasted', () => {
    const address = 'https://wd2-impl-services1.workday.com';
    const wsdl = `${address}/ccx/service/acme_pt1/Resource_Management/v45.2?wsdl`;
    expect(splitAddress(wsdl)).toEqual({ address, tenant: 'acme_pt1', version: 'v45.2' });
    expect(splitAddress('wd2-impl-services1.workday.com')).toEqual({ address, tenant: '', version: '' });
    expect(readSettings(connection({ host: wsdl, tenant: '' }))).toMatchObject({
      tenant: 'acme_pt1',
      username: 'ISU@acme_pt1',
    });
  });

  it('know which service owns an operation, unless told otherwise', () => {
    const { operations } = readSettings(connection({ operations: '{"Get_Journals": {"version": "v47.0"}}' }));
    expect(operations['Get_Journals']).toEqual({ service: 'Financial_Management', version: 'v47.0' });
    expect(operations['Get_Suppliers']).toEqual({ service: 'Resource_Management', version: 'v46.1' });
  });

  it.each([
    ['host', { host: 'http://wd3-services1.myworkday.com' }],
    ['host', { host: 'https://user:secret@wd3-services1.myworkday.com' }],
    ['tenant', { tenant: 'acme/../x' }],
    ['version', { version: '46' }],
    ['username', { username: '' }],
    ['clientId', { auth: 'oauth' }],
    ['pageSize', { pageSize: '1000' }],
    ['overlapMinutes', { overlapMinutes: '-5' }],
    ['operations', { operations: '{"Put_Supplier": {}}' }],
    ['paymentDays', { paymentDays: '0' }],
    ['operations', { operations: '[' }],
  ])('refuse a wrong %s by its name', (field, settings) => {
    expect(invalidField(settings)).toBe(field);
  });
});
