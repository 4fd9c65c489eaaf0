import { FileText } from 'lucide-react';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './connect.module.css';

interface PermissionsProps {
  readonly system: SystemDescriptor;
  readonly connectionId?: string | undefined;
}

/** What the system's administrator must grant, each with its reason, and what is never touched. */
export function Permissions({ system, connectionId }: PermissionsProps) {
  const text = useText();
  return (
    <Panel
      title={text('connect.permissions')}
      actions={
        <ButtonLink
          icon={FileText}
          to={pathOf('request', system.id, ...(connectionId === undefined ? [] : [connectionId]))}
        >
          {text('pack.open')}
        </ButtonLink>
      }
    >
      <ul className={styles.permissions}>
        {system.permissions.map((one) => (
          <li key={one.grant}>
            <strong>
              {one.grant} {one.confirm === true ? <span className={styles.confirm}>{text('pack.confirm')}</span> : null}
            </strong>
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
