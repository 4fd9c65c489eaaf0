import { RecordScreen } from './record-screen.tsx';
import { RecordsScreen } from './records-screen.tsx';

/** `/records` and `/records/<flow>/<stream>/<key>`. */
export function RecordsRoute({ route }: { readonly route: readonly string[] }) {
  const [flowId, stream, key] = route;
  if (flowId === undefined || stream === undefined || key === undefined) return <RecordsScreen />;
  return <RecordScreen key={route.join('/')} record={{ flowId, stream, key }} />;
}
