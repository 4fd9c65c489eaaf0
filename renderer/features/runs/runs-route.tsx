import { useEffect } from 'react';
import { navigate } from '../../lib/router.tsx';
import { RunDetail } from './run-detail.tsx';
import { RunList, useRunFilters } from './run-list.tsx';

/** `/runs`, `/runs/of/<flow>/<from>/<to>` and `/runs/<id>` with the part of it that is shown. */
export function RunsRoute({ route }: { readonly route: readonly string[] }) {
  const [id, second, third, fourth] = route;
  if (id === undefined) return <RunList />;
  if (id === 'of' && second !== undefined && third !== undefined && fourth !== undefined) {
    return <Narrowed flowId={second} fromUtc={third} toUtc={fourth} />;
  }
  return <RunDetail key={id} id={id} tab={second} />;
}

/** Puts the filter of a link in place and goes to the list, where it can be changed. */
function Narrowed({
  flowId,
  fromUtc,
  toUtc,
}: {
  readonly flowId: string;
  readonly fromUtc: string;
  readonly toUtc: string;
}) {
  const replace = useRunFilters((state) => state.replace);
  useEffect(() => {
    replace({ flowId, fromUtc, toUtc });
    navigate('/runs', { replace: true });
  }, [flowId, fromUtc, toUtc, replace]);
  return null;
}
