import { describe, expect, it } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import { proofAnswers } from '../../support/fake-proof.ts';
import { FakeApp, fakeIo, info, overview, type FakeIo } from './fake-app.ts';

const files = {
  'report.txt': 'CO-100\tEUR\t15\t12600.00\nCO-100\tUSD\t2\t800',
  'off.txt': 'CO-100\tEUR\t15\t12600.01',
};

async function run(words: string, io: FakeIo = fakeIo({ files })): Promise<{ code: number; io: FakeIo; app: FakeApp }> {
  const openWindow = (): Promise<never> => Promise.reject(new Error('no window is opened here'));
  const answers = proofAnswers(() => undefined);
  const app = new FakeApp({ 'app.info': () => info, 'flows.overview': () => [overview], ...answers });
  const code = await runCli(words.split(' '), { io, openApp: () => Promise.resolve(app), openWindow });
  return { code, io, app };
}

const reported = '--reported 2026-11-02T08:00:00Z';

describe('tie-out on the command line', () => {
  it('sends the file as it is, prints each figure, and ends well where all is explained', async () => {
    const { code, io, app } = await run(
      `tie-out --kind open-invoices --as-of 2026-10-31 --report report.txt ${reported}`,
    );
    expect(code).toBe(0);
    expect(io.stdout.join('\n')).toContain('rejected 99.25');
    expect(io.stdout.join('\n')).toContain('every difference is explained');
    const made = app.calls.find((one) => one.method === 'tie-outs.make')?.input as InputOf<'tie-outs.make'>;
    expect(made.entered).toBe(files['report.txt']);
    expect(made.parameters).toMatchObject({ period: '2026-10', asOf: '2026-10-31', leftOut: ['CANCELED', 'DRAFT'] });
  });

  it('ends with 1 while an amount stays unexplained, and prints JSON', async () => {
    const { code, io } = await run(
      `tie-out --json --kind period-invoices --period 2026-10 --report off.txt ${reported}`,
    );
    expect(code).toBe(1);
    expect(JSON.parse(io.stdout.join(''))).toMatchObject({ state: 'open' });
  });

  it('says what is missing', async () => {
    for (const words of ['tie-out', 'tie-out --kind open-invoices --report report.txt', 'tie-out --kind nothing']) {
      expect((await run(words)).code).toBe(2);
    }
  });
});
