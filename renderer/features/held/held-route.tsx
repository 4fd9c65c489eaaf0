import { HeldDetail } from './held-detail.tsx';
import { HeldScreen } from './held-screen.tsx';

/** `/held` and `/held/<id>`. */
export function HeldRoute({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <HeldScreen /> : <HeldDetail key={id} id={id} />;
}
