import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './connect.module.css';

/** What the system's administrator must grant, each with its reason, and what is never touched. */
export function Permissions({ system }: { readonly system: SystemDescriptor }) {
  const text = useText();
  return (
    <Panel title={text('connect.permissions')}>
      <ul className={styles.permissions}>
        {system.permissions.map((one) => (
          <li key={one.grant}>
            <strong>{one.grant}</strong>
            <span>{one.reason}</span>
          </li>
        ))}
      </ul>
      {system.never.length === 0 ? null : (
        <>
          <h3 className={styles.never}>{text('connect.never')}</h3>
          <ul className={styles.permissions}>
            {system.never.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
