import { useState } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { slackManifest } from '../../../shared/systems/slack-manifest.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { SlackApp } from './slack-app.tsx';
import { laterField, useDraft, type Role } from './draft.ts';
import { Permissions } from './permissions.tsx';
import styles from './connect.module.css';

interface SystemStepProps {
  readonly role: Role;
  readonly systems: readonly SystemDescriptor[];
  /** Told which system it is of. */
  readonly next: (system: SystemDescriptor) => void;
}

const newConnection = 'new';

/** Which system, and the account to use: a stored connection or a new one. */
export function SystemStep({ role, systems, next }: SystemStepProps) {
  const connections = useAsk('connections.list', {});
  const draft = useDraft();
  const choices = systems.filter((one) => one.role === role);
  const [systemId, setSystemId] = useState<string>(draft.forms[role]?.system ?? choices[0]?.id ?? '');
  const system = choices.find((one) => one.id === systemId) ?? choices[0];
  if (system === undefined) return null;
  return (
    <Loaded of={connections}>
      {(all) => (
        <Account
          key={system.id}
          role={role}
          system={system}
          stored={all.filter((one) => one.system === system.id && !one.practice)}
          systems={choices}
          onSystem={setSystemId}
          next={next}
        />
      )}
    </Loaded>
  );
}

interface AccountProps extends SystemStepProps {
  readonly system: SystemDescriptor;
  readonly stored: readonly Connection[];
  readonly onSystem: (id: string) => void;
}

function Account({ role, system, stored, systems, onSystem, next }: AccountProps) {
  const text = useText();
  const draft = useDraft();
  const [before] = useState(draft.connections[role] ?? newConnection);
  const [chosen, setChosen] = useState(before);
  const typed = chosen === before ? draft.forms[role] : null;
  const connection = stored.find((one) => one.id === chosen) ?? null;
  const accounts = [
    { value: newConnection, label: text('connect.newAccount') },
    ...stored.map((one) => ({ value: one.id, label: one.name })),
  ];
  const saved = (id: string): void => {
    draft.setConnection(role, id);
    next(system);
  };
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        {system.id === 'slack' ? <SlackApp manifest={slackManifest()} /> : null}
        <Panel title={text(`connect.${role}Title`, { system: system.name })}>
          <div className={styles.form}>
            <Field label={text('connect.system')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={system.id}
                  options={systems.map((one) => ({ value: one.id, label: one.name }))}
                  onChange={onSystem}
                />
              )}
            </Field>
            {stored.length === 0 ? null : (
              <Field label={text('connect.account')}>
                {(ids) => (
                  <Select {...ids} value={connection?.id ?? newConnection} options={accounts} onChange={setChosen} />
                )}
              </Field>
            )}
            <ConnectionForm
              key={connection?.id ?? newConnection}
              system={system}
              connection={connection}
              start={typed?.system === system.id ? typed : null}
              onTyped={(form) => {
                draft.setForm(role, { system: system.id, ...form });
              }}
              onStored={(id) => {
                draft.setConnection(role, id);
              }}
              onSaved={saved}
              returnTo={pathOf('connect', role)}
              without={laterField(system)?.name}
            />
          </div>
        </Panel>
      </div>
      <Permissions system={system} connectionId={connection?.id} />
    </div>
  );
}
