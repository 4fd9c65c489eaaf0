import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Whether clicks are heard: what stands in the way of each connection; nothing where all is well. */
export function Listening() {
  const text = useText();
  const states = useAsk('decisions.listening', {}).data ?? [];
  const broken = states.flatMap(({ connectionId, error }) => (error === null ? [] : [{ connectionId, error }]));
  const names = states.filter(({ state }) => state === 'listening').map(({ connectionName }) => connectionName);
  return (
    <>
      {broken.map(({ connectionId, error }) => (
        <ErrorNotice key={connectionId} error={error} />
      ))}
      <p role="status">
        {states.length === 0 ? text('decisions.off') : null}
        {names.length > 0 ? text('decisions.listening', { connections: names.join(', ') }) : null}
      </p>
    </>
  );
}
