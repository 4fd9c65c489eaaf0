import { Activity } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Checklist } from '../../ui/checklist.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Choice } from './choice.tsx';
import styles from './network.module.css';

interface NetworkTestProps {
  /** Whether the form holds something that is not stored yet. */
  readonly isChanged: boolean;
  /** Stores the form; false if that was refused. */
  readonly onSave: () => Promise<boolean>;
}

const other = 'other';

/** Tries the stored way to a connection's address or one that is typed; the lines appear as they are found. */
export function NetworkTest({ isChanged, onSave }: NetworkTestProps) {
  const text = useText();
  const connections = (useAsk('connections.list', {}).data ?? []).filter((one) => !one.practice);
  const [chosen, setChosen] = useState<string | null>(null);
  const [address, setAddress] = useState('');
  const target = chosen ?? connections[0]?.id ?? other;
  const { run, isRunning, result } = useTest();
  const start = async (): Promise<void> => {
    if (isChanged && !(await onSave())) return;
    run(target === other ? { address } : { connectionId: target });
  };
  return (
    <div className={styles.test}>
      <div className={styles.form}>
        <ForLooking>
          <Choice
            label={text('network.testOf')}
            value={target}
            values={[...connections.map((one) => one.id), other]}
            labelOf={(id) => connections.find((one) => one.id === id)?.name ?? text('network.testOther')}
            onChange={setChosen}
          />
        </ForLooking>
        {target === other ? (
          <Field label={text('network.testAddress')} help={text('network.testAddressHelp')}>
            {(ids) => (
              <ForLooking>
                <TextInput
                  {...ids}
                  dir="ltr"
                  inputMode="url"
                  value={address}
                  onChange={(event) => {
                    setAddress(event.target.value);
                  }}
                />
              </ForLooking>
            )}
          </Field>
        ) : null}
        <div className={styles.actions}>
          <Button icon={Activity} busy={isRunning} onClick={() => void start()}>
            {text(isChanged ? 'network.saveAndTest' : 'network.test')}
          </Button>
        </div>
      </div>
      {result}
    </div>
  );
}

type Target = { readonly address: string } | { readonly connectionId: string };

function useTest() {
  const text = useText();
  const test = useAct('network.test');
  const [started, setStarted] = useState<{ readonly checkId: string } | null>(null);
  const progress = useChecks((all) => (started === null ? undefined : all.byId[started.checkId]));
  const steps = test.data?.steps ?? progress?.steps ?? [];
  const ok = test.data?.ok ?? null;
  const run = (target: Target): void => {
    const checkId = crypto.randomUUID();
    setStarted({ checkId });
    test.reset();
    test.mutate({ checkId, ...target });
  };
  const result = (
    <>
      <p role="status">{ok === null ? null : text(ok ? 'network.testOk' : 'network.testBad')}</p>
      {test.error === null ? null : <ErrorNotice error={dtoOf(test.error)} />}
      {steps.length === 0 ? null : (
        <Checklist label={text('network.steps', { host: test.data?.host ?? '…' })} steps={steps} />
      )}
    </>
  );
  return { run, isRunning: test.isPending, result };
}
