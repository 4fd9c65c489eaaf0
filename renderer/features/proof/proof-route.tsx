import { NotFound } from '../../app/not-found.tsx';
import { ComparePacks } from './compare-packs.tsx';
import { ProofScreen } from './proof-screen.tsx';
import { SignOffForm } from './sign-off-form.tsx';
import { SignOffView } from './sign-off-view.tsx';
import { TieOutForm } from './tie-out-form.tsx';
import { TieOutView } from './tie-out-view.tsx';

/** The places of a flow's proof. */
export function ProofRoute({ flowId, route }: { readonly flowId: string; readonly route: readonly string[] }) {
  const [place, id] = route;
  if (place === undefined) return <ProofScreen key={flowId} flowId={flowId} />;
  if (place === 'tie-out') {
    return id === undefined ? (
      <TieOutForm key={flowId} flowId={flowId} />
    ) : (
      <TieOutView key={id} flowId={flowId} id={id} />
    );
  }
  if (place === 'sign-off') {
    return id === undefined ? (
      <SignOffForm key={flowId} flowId={flowId} />
    ) : (
      <SignOffView key={id} flowId={flowId} id={id} />
    );
  }
  return place === 'compare' ? <ComparePacks flowId={flowId} /> : <NotFound />;
}
