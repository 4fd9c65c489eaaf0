import { RunDetail } from './run-detail.tsx';
import { RunList } from './run-list.tsx';

/** `/runs` and `/runs/<id>` with the part of it that is shown. */
export function RunsRoute({ route }: { readonly route: readonly string[] }) {
  const [id, tab] = route;
  return id === undefined ? <RunList /> : <RunDetail key={id} id={id} tab={tab} />;
}
