import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { columnFor } from '../../../shared/mapping/field-choices.ts';
import type { ConnectDraftInput } from '../../../shared/model/draft.ts';
import type { FlowDraft } from '../../../shared/model/flow.ts';
import { PracticeApp } from '../../support/practice-app.ts';

const stream = 'supplier_invoices';
const table = 'workday_supplier_invoices';

let app: PracticeApp;

beforeAll(async () => {
  app = await PracticeApp.start({ scale: 0.05, streams: [stream] });
}, 60_000);

afterAll(async () => {
  await app.close();
});

async function draftWithColumn(column: string, path: string): Promise<FlowDraft> {
  const flow = await app.flow();
  const { id, name, integration, sourceConnectionId, destinationConnectionId, schedule } = flow;
  const streams = flow.streams.map((one) => {
    if (one.id !== stream) return one;
    const added = { ...columnFor({ path, type: { kind: 'text' }, many: false }, []), column };
    const header = { ...one.mapping.header, columns: [...one.mapping.header.columns, added] };
    return { ...one, mapping: { ...one.mapping, version: one.mapping.version + 1, header } };
  });
  return { id, name, integration, sourceConnectionId, destinationConnectionId, schedule, streams };
}

describe('a draft', () => {
  const content = (): ConnectDraftInput => ({
    step: 'destination',
    integration: null,
    connections: { source: null, destination: null },
    forms: { source: { system: 'workday', name: 'Workday', settings: { tenant: 'acme' } }, destination: null },
    streams: ['suppliers'],
    mappings: {},
    schedule: { kind: 'manual' },
    name: '',
  });

  it('is kept, saved over, listed newest first, and thrown away', async () => {
    const first = await ask(app.engine, 'drafts.save', content());
    const second = await ask(app.engine, 'drafts.save', { ...content(), id: 'mine', step: 'streams' });
    expect(second.id).toBe('mine');
    app.clock.advance(1000);
    await ask(app.engine, 'drafts.save', { ...content(), id: first.id, name: 'Invoices' });
    const listed = await ask(app.engine, 'drafts.list', {});
    expect(listed.map((one) => [one.id, one.name, one.step])).toEqual([
      [first.id, 'Invoices', 'destination'],
      ['mine', '', 'streams'],
    ]);
    for (const { id } of listed) await ask(app.engine, 'drafts.remove', { id });
    expect(await ask(app.engine, 'drafts.list', {})).toEqual([]);
  });

  it('refuses a secret, and stores nothing of it', async () => {
    const forms = { ...content().forms, source: { system: 'workday', name: 'x', settings: { password: 'hunter2' } } };
    await expect(ask(app.engine, 'drafts.save', { ...content(), forms } as ConnectDraftInput)).rejects.toMatchObject({
      code: 'APP_BAD_REQUEST',
    });
    expect(await ask(app.engine, 'drafts.list', {})).toEqual([]);
  });
});

describe('a mapping', () => {
  it('has sample values from the source alone', async () => {
    const flow = await app.flow();
    const { integration, sourceConnectionId } = flow;
    const { records } = await ask(app.engine, 'mapping.sample', { integration, sourceConnectionId, stream, limit: 3 });
    expect(records).toHaveLength(3);
    expect(records[0]?.source).toMatchObject({ invoice_number: expect.any(String), lines: expect.any(Array) });
    const { destinationConnectionId } = flow;
    await expect(
      ask(app.engine, 'mapping.sample', { integration, sourceConnectionId: destinationConnectionId, stream, limit: 3 }),
    ).rejects.toMatchObject({ code: 'APP_BAD_REQUEST' });
  });

  it('cannot lose what control totals are computed from', async () => {
    const flow = await app.flow();
    const mapping = flow.streams.find((one) => one.id === stream)?.mapping;
    if (mapping === undefined) throw new Error('no mapping');
    const without = mapping.header.columns.filter((one) => one.column !== 'currency_code');
    const problems = await ask(app.engine, 'mapping.validate', {
      integration: flow.integration,
      stream,
      mapping: { ...mapping, header: { ...mapping.header, columns: without } },
    });
    expect(problems).toEqual([
      { table, column: 'currency_code', problem: 'The currency is missing: amounts cannot be summed without it.' },
    ]);
  });

  it('is previewed before it is saved, adds its column at the next run, and lands', async () => {
    const draft = await draftWithColumn('house_note', 'memo');
    const preview = await ask(app.engine, 'preview.draft', { draft, stream, limit: 5 });
    expect(preview.items[0]?.header).toHaveProperty('house_note');
    const mapping = draft.streams.find((one) => one.id === stream)?.mapping;
    const sameWay = await ask(app.engine, 'preview.run', {
      flowId: app.flowId,
      stream,
      limit: 5,
      ...(mapping && { mapping }),
    });
    expect(sameWay.items[0]?.header).toEqual(preview.items[0]?.header);
    expect((await app.flow()).streams.find((one) => one.id === stream)?.mapping).not.toEqual(mapping);

    await app.sync();
    const plan = await ask(app.engine, 'plan.draft', { draft });
    expect(plan.changes.map((one) => one.sql).join('\n')).toMatch(/ADD COLUMN.*house_note/is);
    expect((await ask(app.engine, 'plan.get', { flowId: app.flowId })).changes).toEqual([]);
    await ask(app.engine, 'flows.save', draft);
    expect((await ask(app.engine, 'plan.get', { flowId: app.flowId })).changes).toEqual(plan.changes);
    const run = await app.sync();
    expect(run.error).toBeNull();
    expect(run.state).toMatch(/^succeeded/);
    const notes = await app.cell(`SELECT count(*) FROM {${table}} WHERE house_note IS NOT NULL`);
    expect(Number(notes)).toBeGreaterThan(0);

    // Nothing is new now: a mapping is still shown with records to look at.
    const again = await ask(app.engine, 'preview.draft', { draft, stream, limit: 5 });
    expect(again.items.length).toBeGreaterThan(0);
  }, 60_000);

  it('of a flow that is not saved yet is previewed too, and one that cannot be used is refused in words', async () => {
    const draft = await draftWithColumn('other_note', 'memo');
    delete draft.id;
    const preview = await ask(app.engine, 'preview.draft', { draft, stream, limit: 2 });
    expect(preview.items[0]?.header).toHaveProperty('other_note');
    const broken = await draftWithColumn('broken', 'no_such_field');
    await expect(ask(app.engine, 'preview.draft', { draft: broken, stream, limit: 2 })).rejects.toMatchObject({
      code: 'ENGINE_MAPPING_INVALID',
      details: { reason: expect.stringContaining('no_such_field') },
    });
  });
});

describe('a check', () => {
  it('says what each line sent and what came back, without a secret', async () => {
    const { id } = await app.connection('workday');
    const { steps } = await ask(app.engine, 'connections.check', { id, checkId: 'c1', streams: ['suppliers', stream] });
    const sent = steps.flatMap((step) => step.requests ?? []);
    expect(sent.map((one) => one.purpose)).toEqual(expect.arrayContaining(['Get_Suppliers', 'Get_Supplier_Invoices']));
    expect(steps.find((step) => step.id === 'settings')?.requests).toEqual([]);
    expect(new Set(sent.map((one) => `${one.method} ${String(one.status)}`))).toEqual(new Set(['POST 200']));
    expect(JSON.stringify(steps)).not.toContain('Security');
  });
});
