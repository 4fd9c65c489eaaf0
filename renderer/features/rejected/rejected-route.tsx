import { RejectedDetail } from './rejected-detail.tsx';
import { RejectedScreen } from './rejected-screen.tsx';

/** `/rejected` and `/rejected/<id>`. */
export function RejectedRoute({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <RejectedScreen /> : <RejectedDetail key={id} id={id} />;
}
