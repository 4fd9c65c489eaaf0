import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor, SystemField } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CompanyChoice, valuesOf } from './company-choice.tsx';
import styles from './connect.module.css';

interface CompaniesStepProps {
  readonly connection: Connection;
  readonly system: SystemDescriptor;
  readonly field: SystemField;
  readonly next: () => void;
}

/** Which companies are read: chosen from the system's own list, and stored with the connection. */
export function CompaniesStep({ connection, system, field, next }: CompaniesStepProps) {
  const text = useText();
  const stored = connection.settings[field.name] ?? '';
  const [value, setValue] = useState(stored);
  const save = useAct('connections.save', ['connections.list', 'connections.get']);
  const finish = (): void => {
    if (value === stored) {
      next();
      return;
    }
    const { id, name, practice, settings } = connection;
    const changed = { ...settings, [field.name]: valuesOf(value).join(',') };
    save.mutate({ id, name, system: system.id, practice, settings: changed, secrets: {} }, { onSuccess: next });
  };
  return (
    <Panel title={text('companies.title', { label: field.label, system: system.name })} note={field.help}>
      <div className={styles.form}>
        <CompanyChoice
          connectionId={connection.id}
          system={system.name}
          field={field.name}
          label={field.label}
          value={value}
          onChange={setValue}
        />
        {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
        <div className={styles.actions}>
          <Button
            writes
            kind="primary"
            icon={ArrowRight}
            busy={save.isPending}
            disabled={valuesOf(value).length === 0}
            onClick={finish}
          >
            {text('connect.saveNext')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
