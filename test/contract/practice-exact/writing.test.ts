import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guid, SMALL } from '../../support/small-books.ts';
import { errorOf, get, startBench, type Bench } from './exact-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  await bench.exact.close();
});

describe('writing', () => {
  it('adds and changes cost centers and GL accounts alone', async () => {
    const body = { Code: 'NL-1', Description: 'One', EndDate: '2026-12-31' };
    const made = await get(bench.exact, 'hrm/Costcenters', { method: 'POST', body });
    expect(made.status).toBe(201);
    const ID = String(made.body.d.ID);
    expect(made.body.d).toMatchObject({ Code: 'NL-1', Creator: null });
    expect(made.headers.get('location')).toContain(ID);
    const changed = await get(bench.exact, `hrm/Costcenters(guid'${ID}')`, {
      method: 'PUT',
      body: { Description: 'Two' },
    });
    expect([changed.status, changed.text]).toEqual([204, '']);
    expect(bench.books.find(SMALL, 'Costcenters', ID)?.cells).toMatchObject({
      Code: 'NL-1',
      Description: 'Two',
      EndDate: { date: '2026-12-31' },
    });
  });

  it.each([
    ['POST', { Code: 'A' }, 500, 'Mandatory: Description'],
    ['POST', { Code: 'TAKEN', Description: 'x' }, 500, 'Data already exists'],
    ['POST', { Code: 'A', Description: 'x', Creator: guid(1) }, 400, 'cannot be written'],
    ['POST', { Code: 1, Description: 'x' }, 400, "property 'Code'"],
    ['POST', { Nothing: 1 }, 400, 'No property'],
    ['PUT', { Code: 'B' }, 400, 'cannot be written'],
    ['PUT', { Description: '' }, 500, 'Mandatory'],
  ])('%s %j answers %d', async (method, body, status, text) => {
    bench.books.put('Costcenters', guid(1), { Code: 'TAKEN', Description: 'x' });
    const path = method === 'POST' ? 'hrm/Costcenters' : `hrm/Costcenters(guid'${guid(1)}')`;
    const answer = await get(bench.exact, path, { method, body });
    expect(answer.status).toBe(status);
    expect(errorOf(answer)).toContain(text);
  });
});
