import { useEffect } from 'react';
import type { RecordFilter } from '../../../shared/model/record-view.ts';
import { navigate } from '../../lib/router.tsx';
import { useRecordFilters } from './filters.ts';
import { RecordScreen } from './record-screen.tsx';
import { RecordsScreen } from './records-screen.tsx';

/** `/records`, `/records/run/<run>`, `/records/find/<text>` and `/records/<flow>/<stream>/<key>`. */
export function RecordsRoute({ route }: { readonly route: readonly string[] }) {
  const [first, second, third] = route;
  if (first !== undefined && second !== undefined && third !== undefined) {
    return <RecordScreen key={route.join('/')} record={{ flowId: first, stream: second, key: third }} />;
  }
  if (second !== undefined && first === 'run') return <Narrowed filter={{ runId: second }} />;
  if (second !== undefined && first === 'find') return <Narrowed filter={{ text: second }} />;
  return <RecordsScreen />;
}

/** Puts the filter of a link in place and goes to the list, where it can be changed. */
function Narrowed({ filter }: { readonly filter: RecordFilter }) {
  const replace = useRecordFilters((state) => state.replace);
  useEffect(() => {
    replace(filter);
    navigate('/records', { replace: true });
  }, [filter, replace]);
  return null;
}
