import { sourceConformance } from '../conformance/source-conformance.ts';
import { startPractice } from './harness.ts';

sourceConformance('Exact Online', async () => {
  const practice = await startPractice({ scale: 0.25 });
  const names = practice.divisions.flatMap((division) =>
    practice.exact.books.rows(division, 'Accounts').map(({ cells }) => cells['Name']),
  );
  const hostile = names.find((name): name is string => typeof name === 'string' && /[<&"]/.test(name));
  if (hostile === undefined) throw new Error('the books have no account with markup in its name');
  return {
    source: practice.source(),
    refusedSource: practice.source({ clientId: 'somebody-else', divisions: '999' }),
    pagedStream: 'purchase_entries',
    missingKey: JSON.stringify([String(practice.divisions.at(-1)), '01234567-89ab-cdef-0123-456789abcdef']),
    hostileText: { stream: 'accounts', text: hostile },
    close: () => practice.close(),
  };
});
