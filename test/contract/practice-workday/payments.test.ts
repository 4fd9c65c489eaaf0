import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeWorkday } from '../../../sandbox/workday/index.ts';
import { textOf } from '../../../sandbox/workday/xml-tree.ts';
import { WD_NS } from '../../../sandbox/workday/soap.ts';
import { all, dataOf, faultOf, read, requestXml, sendSoap, startFresh } from './soap-client.ts';

const OPERATION = 'Get_Payments';
let workday: PracticeWorkday;

beforeAll(async () => {
  ({ workday } = await startFresh());
});
afterAll(() => workday.close());

function within(criteria: string): string {
  return `<wd:General_Payment_Criteria>${criteria}</wd:General_Payment_Criteria>`;
}

describe('payments of the practice Workday', () => {
  it('have a payment date only where the payment group is asked for', async () => {
    const group = '<wd:Include_Payment_Group_Data>1</wd:Include_Payment_Group_Data>';
    const [bare, grouped] = [
      await read(workday, OPERATION, { count: 999 }),
      await read(workday, OPERATION, { count: 999, group }),
    ];
    expect(bare.records.flatMap((record) => all(record, 'Payment_Date'))).toEqual([]);
    expect(grouped.records.flatMap((record) => all(record, 'Payment_Date'))).toHaveLength(grouped.total);
  });

  it('carry bank data whatever is asked for, and wages among them', async () => {
    const page = await read(workday, OPERATION, { count: 999, descriptors: true });
    for (const record of page.records) expect(all(record, 'IBAN').length, dataOf(record).local).toBeGreaterThan(0);
    const numbers = page.records.flatMap((record) =>
      all(record, 'ID').map((one) => one.attributes.map(({ value }) => value)),
    );
    expect(numbers.flat()).toContain('Employee_ID');
  });

  it('are chosen by date inside the general criteria, both days included', async () => {
    const group = '<wd:Include_Payment_Group_Data>1</wd:Include_Payment_Group_Data>';
    const all_ = await read(workday, OPERATION, { count: 999, group });
    const dates = all_.records.map((record) => (all(record, 'Payment_Date')[0]?.text ?? '').slice(0, 10)).sort();
    const day = dates[Math.floor(dates.length / 2)] ?? '';
    const one = within(
      `<wd:Payment_Date_on_Date_Or_After>${day}</wd:Payment_Date_on_Date_Or_After><wd:Payment_Date_on_Date_Or_Before>${day}</wd:Payment_Date_on_Date_Or_Before>`,
    );
    const page = await read(workday, OPERATION, { count: 999, group, criteria: one });
    expect(page.total).toBe(dates.filter((date) => date === day).length);
    expect(page.total).toBeGreaterThan(0);
  });

  it('refuse criteria out of order, outside their element, and those that are not practised', async () => {
    const after = '<wd:Payment_Date_on_Date_Or_After>2026-01-01</wd:Payment_Date_on_Date_Or_After>';
    const before = '<wd:Payment_Date_on_Date_Or_Before>2026-12-31</wd:Payment_Date_on_Date_Or_Before>';
    const fault = async (criteria: string): Promise<string> =>
      faultOf(await sendSoap(workday, requestXml(OPERATION, { criteria }))).text;
    expect(await fault(after)).toContain('not expected');
    expect(await fault(within(before + after))).toContain('out of order');
    const payee = '<wd:Payee_Reference><wd:ID wd:type="WID">00</wd:ID></wd:Payee_Reference>';
    expect(await fault(within(payee))).toContain('does not evaluate the criterion Payee_Reference');
  });

  it('are found by their reference', async () => {
    const [record] = (await read(workday, OPERATION, { count: 1 })).records;
    const wid = record === undefined ? '' : (all(record, 'ID')[0]?.text ?? '');
    const page = await read(workday, OPERATION, {
      references: `<wd:Payment_WWS_Reference><wd:ID wd:type="WID">${wid}</wd:ID></wd:Payment_WWS_Reference>`,
    });
    expect(page.wids).toEqual([wid]);
    const [found] = page.records;
    expect(found === undefined ? undefined : textOf(dataOf(found), WD_NS, 'Payment_Reference_Number')).toMatch(/^PAY-/);
  });
});
