import { OldRunsScreen } from './old-runs-screen.tsx';
import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';

/** `/runs`, `/runs/older`, and `/runs/<id>` with the part of it that is shown. */
export function RunsRoute({ route }: { readonly route: readonly string[] }) {
  const [id, tab] = route;
  if (id === 'older') return <OldRunsScreen />;
  return id === undefined ? <RunList /> : <RunDetail key={id} id={id} tab={tab} />;
}
