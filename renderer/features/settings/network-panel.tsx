import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { NetworkState } from '../../../shared/model/network.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { useRoute } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NetworkFields } from './network-fields.tsx';
import { NetworkTest } from './network-test.tsx';
import { changesOf, formOf, isChanged, type NetworkForm } from './network-values.ts';
import styles from './network.module.css';

/** How this installation reaches the network: proxy, its password, an extra CA, and a test of the way. */
export function NetworkPanel() {
  const text = useText();
  const network = useAsk('network.get', {});
  const place = useRoute()[1];
  const target = useRef<HTMLDivElement>(null);
  const isReady = network.data !== undefined;
  useEffect(() => {
    if (place !== 'network' || !isReady) return;
    target.current?.scrollIntoView();
    target.current?.focus({ preventScroll: true });
  }, [place, isReady]);
  return (
    <div ref={target} tabIndex={-1} className={styles.target}>
      <Panel title={text('network.title')}>
        <Loaded of={network}>{(state) => <NetworkSettingsForm state={state} />}</Loaded>
      </Panel>
    </div>
  );
}

function NetworkSettingsForm({ state }: { readonly state: NetworkState }) {
  const text = useText();
  const client = useQueryClient();
  const set = useAct('network.set', ['network.get']);
  const [typed, setTyped] = useState<Partial<NetworkForm>>({});
  const form = { ...formOf(state), ...typed };
  const [isSaved, setSaved] = useState(false);
  const hasChanges = isChanged(form, state);
  const save = async (): Promise<boolean> => {
    try {
      client.setQueryData(['network.get', {}], await set.mutateAsync(changesOf(form)));
    } catch {
      return false; // Shown below, from the mutation itself.
    }
    setTyped({});
    setSaved(true);
    // It would keep what was sent, a password included.
    set.reset();
    return true;
  };
  const removePassword = (): void => {
    set.mutate({ proxy: state.proxy, extraCaFile: state.extraCaFile, proxyPassword: null });
  };
  return (
    <>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Way state={state} />
        <NetworkFields
          form={form}
          state={state}
          onChange={(part) => {
            set.reset();
            setSaved(false);
            setTyped((before) => ({ ...before, ...part }));
          }}
          onRemovePassword={removePassword}
        />
        <Cas state={state} />
        {set.error === null ? null : <ErrorNotice error={dtoOf(set.error)} />}
        <div className={styles.actions}>
          <Button writes type="submit" busy={set.isPending}>
            {text('network.save')}
          </Button>
          <span role="status">{isSaved && !hasChanges ? text('network.saved') : null}</span>
        </div>
      </form>
      <NetworkTest isChanged={hasChanges} onSave={save} />
    </>
  );
}

function Way({ state: { way } }: { readonly state: NetworkState }) {
  const text = useText();
  const words = way.host === null ? way.text : text('network.wayTo', { way: way.text, host: way.host });
  return (
    <>
      <KeyValues items={[{ name: text('network.way'), value: <span className={styles.way}>{words}</span> }]} />
      {way.error === null ? null : <ErrorNotice error={way.error} />}
    </>
  );
}

function Cas({ state }: { readonly state: NetworkState }) {
  const text = useText();
  const locale = useLocale();
  if (state.extraCaError !== null) return <ErrorNotice error={state.extraCaError} />;
  if (state.extraCas.length === 0) return null;
  return (
    <ul className={styles.cas} aria-label={text('network.cas')}>
      {state.extraCas.map((ca) => (
        <li key={`${ca.name} ${ca.validToUtc}`}>
          {text('network.ca', {
            name: ca.name,
            issuer: ca.issuer,
            date: formatDate(ca.validToUtc.slice(0, 10), locale),
          })}
        </li>
      ))}
    </ul>
  );
}
