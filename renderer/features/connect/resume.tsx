import { ArrowRight, Trash2 } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ConnectDraft } from '../../../shared/model/draft.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { navigate, pathOf } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { stepOf, useDraft } from './draft.ts';
import { removeDraft } from './use-draft-saving.ts';
import styles from './connect.module.css';

const mostShown = 3;

/** Flows that were begun and not finished, each with the step to go on from. Nothing where there are none. */
export function Resume({ except = null }: { readonly except?: string | null }) {
  const text = useText();
  const drafts = (useAsk('drafts.list', {}).data ?? []).filter((one) => one.id !== except).slice(0, mostShown);
  if (drafts.length === 0) return null;
  return (
    <Panel title={text('resume.title')}>
      <ul className={styles.drafts}>
        {drafts.map((draft) => (
          <DraftLine key={draft.id} draft={draft} />
        ))}
      </ul>
    </Panel>
  );
}

function DraftLine({ draft }: { readonly draft: ConnectDraft }) {
  const text = useText();
  const client = useQueryClient();
  const resume = useDraft((state) => state.resume);
  const connections = useAsk('connections.list', {}).data ?? [];
  const nameOf = (role: 'source' | 'destination'): string =>
    connections.find((one) => one.id === draft.connections[role])?.name ?? draft.forms[role]?.name ?? '';
  const names = [nameOf('source'), nameOf('destination')].filter((name) => name !== '');
  const step = text(`connect.step.${stepOf(draft.step)}`);
  const name = draft.name === '' ? names.join(' → ') : draft.name;
  return (
    <li>
      <span>
        <strong>{name === '' ? text('resume.nameless') : name}</strong>
        <span className={styles.muted}>
          {text('resume.at', { step })} · <RelativeTime atUtc={draft.updatedAtUtc} />
        </span>
      </span>
      <Button
        writes
        icon={Trash2}
        kind="quiet"
        aria-label={text('resume.removeOf', { name })}
        onClick={() => void removeDraft(client, draft.id)}
      >
        {text('resume.remove')}
      </Button>
      <Button
        icon={ArrowRight}
        aria-label={text('resume.goOnOf', { name })}
        onClick={() => {
          resume(draft);
          navigate(pathOf('connect', stepOf(draft.step)));
        }}
      >
        {text('resume.goOn')}
      </Button>
    </li>
  );
}
