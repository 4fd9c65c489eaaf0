import { sourceConformance } from '../conformance/source-conformance.ts';
import { startHarness } from './harness.ts';

sourceConformance('Workday', async () => {
  const harness = await startHarness({ settings: { pageSize: '40' } });
  const suppliers = [...Array(harness.workday.world.count('supplier')).keys()].flatMap((index) => {
    const name = harness.workday.world.at('supplier', index, harness.clock.now())?.name ?? '';
    return /[<&]/.test(name) ? [name] : [];
  });
  const hostile = suppliers[0];
  if (hostile === undefined) throw new Error('the world has no supplier with markup in its name');
  return {
    source: harness.source(),
    refusedSource: harness.source({ username: 'somebody-else' }),
    pagedStream: 'journal_entries',
    missingKey: '0123456789abcdef0123456789abcdef',
    spoilNext: () => {
      harness.workday.setFault('bad-record', true, 1);
    },
    hostileText: { stream: 'suppliers', text: hostile },
    close: () => harness.close(),
  };
});
