import { Dialog as Base } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { isShown } from '../connect/form-values.ts';
import { useChosenStreams } from './chosen-streams.ts';
import { Result } from './result.tsx';
import { returnPlace } from './return-to.ts';
import { SecretForm } from './secret-form.tsx';
import styles from './handover.module.css';

/**
 * The whole window for the person who owns a secret: it asks for nothing else and shows nothing of what is typed, and what was
 * typed is gone when the window is left.
 */
export function Handover({ connectionId }: { readonly connectionId: string }) {
  const text = useText();
  const connections = useAsk('connections.list', {});
  const systems = useAsk('systems.list', {});
  const leave = (): void => {
    navigate(returnPlace(), { replace: true });
  };
  const isGone = connections.data?.some((one) => one.id === connectionId) === false;
  return (
    <Base.Root
      open
      onOpenChange={(open) => {
        if (!open) leave();
      }}
    >
      <Base.Portal>
        <Base.Popup className={styles.window}>
          <div className={styles.page}>
            <Base.Title className={styles.title}>{text(isGone ? 'notFound.title' : 'handover.title')}</Base.Title>
            <Loaded of={connections}>
              {(all) => (
                <Loaded of={systems}>
                  {(known) => {
                    const connection = all.find((one) => one.id === connectionId);
                    const system = known.find((one) => one.id === connection?.system);
                    return connection === undefined || system === undefined ? (
                      <Empty
                        text={text('notFound.text')}
                        action={<Button onClick={leave}>{text('handover.back')}</Button>}
                      />
                    ) : (
                      <Ask connection={connection} system={system} onLeave={leave} />
                    );
                  }}
                </Loaded>
              )}
            </Loaded>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface AskProps {
  readonly connection: Connection;
  readonly system: SystemDescriptor;
  readonly onLeave: () => void;
}

function Ask({ connection, system, onLeave }: AskProps) {
  const text = useText();
  const [stored, setStored] = useState(false);
  const streams = useChosenStreams(connection.id, connection.system).map((one) => one.id);
  const settings = withDefaults(system, connection.settings);
  const fields = system.fields.filter((field) => field.secret && isShown(field, settings));
  const facts = system.fields
    .filter((field) => !field.secret && field.advanced !== true && field.options === undefined)
    .flatMap((field) => {
      const value = connection.settings[field.name] ?? '';
      return value === '' ? [] : [{ name: field.label, value }];
    });
  return (
    <>
      <p>{text('handover.intro', { system: system.name })}</p>
      <KeyValues items={[{ name: text('handover.connection'), value: connection.name }, ...facts]} />
      {stored ? (
        <Result
          connectionId={connection.id}
          streams={streams}
          onAgain={() => {
            setStored(false);
          }}
          onLeave={onLeave}
        />
      ) : (
        <SecretForm
          connection={connection}
          fields={fields}
          onStored={() => {
            setStored(true);
          }}
          onLeave={onLeave}
        />
      )}
    </>
  );
}

function withDefaults(system: SystemDescriptor, settings: Readonly<Record<string, string>>): Record<string, string> {
  const defaults = system.fields.flatMap((field) =>
    field.defaultValue === undefined ? [] : [[field.name, field.defaultValue] as const],
  );
  return { ...Object.fromEntries(defaults), ...settings };
}
