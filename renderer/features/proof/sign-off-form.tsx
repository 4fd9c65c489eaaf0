import { FileCheck } from 'lucide-react';
import { useState } from 'react';
import type { Blocker, BlockerKind } from '../../../shared/sign-off/model.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { monthBefore } from './months.ts';
import { PeriodField } from './tie-out-form.tsx';
import { blockerWords } from './words.ts';
import styles from './proof.module.css';

/** A month of a flow is signed off by name; what stands in the way is named, and overridden only with a reason each. */
export function SignOffForm({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const { language } = useLocale();
  const [period, setPeriod] = useState(() => monthBefore(new Date()).period);
  const [name, setName] = useState('');
  const [comment, setComment] = useState('');
  const [reasons, setReasons] = useState<Readonly<Partial<Record<BlockerKind, string>>>>({});
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(period);
  const check = useAsk('sign-offs.check', { flowId, period }, { enabled: isMonth, forget: true });
  const blockers = check.data ?? [];
  const make = useAct('sign-offs.make', ['sign-offs.list', 'sign-offs.check']);
  const overrides = blockers.flatMap(({ kind }) => {
    const reason = reasons[kind]?.trim() ?? '';
    return isReason(reason) ? [{ kind, reason }] : [];
  });
  const isReady = isMonth && check.data !== undefined && name.trim() !== '' && overrides.length === blockers.length;
  const sign = (): void => {
    const go = fromHere();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    make.mutate(
      { flowId, period, name: name.trim(), comment: comment.trim(), overrides, timeZone, language },
      {
        onSuccess: ({ id }) => {
          go(pathOf('flows', flowId, 'proof', 'sign-off', id));
        },
      },
    );
  };
  return (
    <Page
      title={text('proof.signOff')}
      intro={text('proof.signOffIntro')}
      actions={<ButtonLink to={pathOf('flows', flowId, 'proof')}>{text('proof.back')}</ButtonLink>}
    >
      <Panel title={text('proof.whatAndWho')}>
        <div className={styles.stack}>
          <div className={styles.fields}>
            <PeriodField value={period} onChange={setPeriod} />
            <TextField label={text('proof.name')} value={name} onChange={setName} />
          </div>
          <Field label={text('proof.comment')}>
            {(ids) => (
              <TextArea
                {...ids}
                value={comment}
                onChange={(event) => {
                  setComment(event.target.value);
                }}
              />
            )}
          </Field>
        </div>
      </Panel>
      <Panel title={text('proof.inTheWay')}>
        <div className={styles.stack} role="status">
          {check.data?.length === 0 ? <p>{text('proof.nothingInTheWay')}</p> : null}
          {blockers.map((one) => (
            <Override
              key={one.kind}
              blocker={one}
              reason={reasons[one.kind] ?? ''}
              onChange={(reason) => {
                setReasons({ ...reasons, [one.kind]: reason });
              }}
            />
          ))}
        </div>
      </Panel>
      {check.error === null ? null : <ErrorNotice error={dtoOf(check.error)} />}
      {make.error === null ? null : <ErrorNotice error={dtoOf(make.error)} />}
      <div className={styles.row}>
        <Button writes kind="primary" icon={FileCheck} busy={make.isPending} disabled={!isReady} onClick={sign}>
          {text('proof.signNow')}
        </Button>
        <span className={styles.muted}>{text('proof.signEffect')}</span>
      </div>
    </Page>
  );
}

interface OverrideProps {
  readonly blocker: Blocker;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
}

function Override({ blocker: { kind, count, names }, reason, onChange }: OverrideProps) {
  const text = useText();
  const what = text(blockerWords[kind], { count });
  return (
    <ReasonField
      label={text('proof.override', { what })}
      help={kind === 'rejected' || kind === 'waiting' ? names.join(', ') : undefined}
      value={reason}
      onChange={onChange}
    />
  );
}
