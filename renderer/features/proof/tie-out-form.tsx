import { Scale } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { TieOutKind, TieOutParameters } from '../../../shared/tie-out/model.ts';
import { understandReport } from '../../../shared/tie-out/understand.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { monthBefore } from './months.ts';
import { Understood } from './understood.tsx';
import { kindWords } from './words.ts';
import styles from './proof.module.css';

type Offered = OutputOf<'tie-outs.kinds'>;

/** A report of the source is pasted, shown as it is understood, and held against what landed. */
export function TieOutForm({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const offered = useAsk('tie-outs.kinds', { flowId });
  return (
    <Loaded of={offered}>
      {(kinds) => (
        <Page
          title={text('proof.tieOut')}
          intro={text('proof.tieOutIntro')}
          actions={<ButtonLink to={pathOf('flows', flowId, 'proof')}>{text('proof.back')}</ButtonLink>}
        >
          {kinds.kinds[0] === undefined ? (
            <Empty text={text('proof.noKinds')} />
          ) : (
            <Form flowId={flowId} offered={kinds} first={kinds.kinds[0].kind} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

interface Entered {
  readonly kind: TieOutKind;
  readonly period: string;
  readonly asOf: string;
  readonly company: string;
  readonly reported: string;
  readonly leftOut: string | null;
  readonly numbers: 'auto' | 'comma' | 'point';
  readonly report: string;
}

interface FormProps {
  readonly flowId: string;
  readonly offered: Offered;
  readonly first: TieOutKind;
}

function Form({ flowId, offered, first }: FormProps) {
  const text = useText();
  const [entered, setEntered] = useState<Entered>(() => {
    const month = monthBefore(new Date());
    return {
      ...{ kind: first, period: month.period, asOf: month.lastDay, company: '', reported: month.today },
      ...{ leftOut: null, numbers: 'auto', report: '' },
    };
  });
  const parameters = parametersOf(flowId, entered, offered);
  const understood = useMemo(
    () =>
      understandReport(entered.report, entered.kind, {
        numbers: entered.numbers === 'auto' ? null : entered.numbers,
        company: entered.company === '' ? null : entered.company,
      }),
    [entered.report, entered.kind, entered.numbers, entered.company],
  );
  const make = useAct('tie-outs.make', ['tie-outs.list']);
  const isPeriod = /^\d{4}-(0[1-9]|1[0-2])$/.test(parameters.period) && entered.reported !== '';
  const start = (): void => {
    const go = fromHere();
    make.mutate(
      { parameters, entered: entered.report },
      {
        onSuccess: ({ id }) => {
          go(pathOf('flows', flowId, 'proof', 'tie-out', id));
        },
      },
    );
  };
  return (
    <div className={styles.stack}>
      <Panel title={text('proof.report')}>
        <div className={styles.stack}>
          <Fields entered={entered} offered={offered} leftOut={parameters.leftOut} onChange={setEntered} />
          <Field label={text('proof.pasted')} help={text('proof.pastedHelp')}>
            {(ids) => (
              <TextArea
                {...ids}
                rows={8}
                value={entered.report}
                onChange={(event) => {
                  setEntered({ ...entered, report: event.target.value });
                }}
              />
            )}
          </Field>
        </div>
      </Panel>
      {entered.report.trim() === '' ? null : <Understood report={understood} kind={entered.kind} />}
      {make.error === null ? null : <ErrorNotice error={dtoOf(make.error)} />}
      <div className={styles.row}>
        <Button
          writes
          kind="primary"
          icon={Scale}
          busy={make.isPending}
          disabled={!isPeriod || understood.rows.length === 0 || understood.problems.length > 0}
          onClick={start}
        >
          {text('proof.compareNow')}
        </Button>
        <span className={styles.muted}>{text(offered.wakesWarehouse ? 'proof.wakes' : 'proof.asksDestination')}</span>
      </div>
    </div>
  );
}

function parametersOf(flowId: string, entered: Entered, { kinds }: Offered): TieOutParameters {
  const { kind, period, asOf, company, reported, leftOut, numbers } = entered;
  const isOpen = kind === 'open-invoices';
  const usual = kinds.find((one) => one.kind === kind)?.leftOut ?? [];
  const endOfDay = new Date(`${reported === '' ? '2000-01-01' : reported}T23:59:59`);
  return {
    flowId,
    kind,
    period: isOpen ? asOf.slice(0, 7) : period,
    asOf: isOpen ? asOf : null,
    company: company === '' ? null : company,
    reportedAtUtc: new Date(Math.min(endOfDay.getTime(), Date.now())).toISOString(),
    leftOut:
      leftOut === null
        ? usual
        : leftOut
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
    numbers: numbers === 'auto' ? null : numbers,
  };
}

interface FieldsProps {
  readonly entered: Entered;
  readonly offered: Offered;
  readonly leftOut: readonly string[];
  readonly onChange: (entered: Entered) => void;
}

function Fields({ entered, offered, leftOut, onChange }: FieldsProps) {
  const text = useText();
  const change = (part: Partial<Entered>): void => {
    onChange({ ...entered, ...part });
  };
  const styleNames = {
    auto: 'proof.numbers.auto',
    comma: 'proof.numbers.comma',
    point: 'proof.numbers.point',
  } as const;
  return (
    <div className={styles.fields}>
      <Field label={text('proof.kind')}>
        {(ids) => (
          <Select
            {...ids}
            value={entered.kind}
            options={offered.kinds.map(({ kind }) => ({ value: kind, label: text(kindWords[kind]) }))}
            onChange={(value) => {
              const kind = offered.kinds.find((one) => one.kind === value)?.kind;
              if (kind !== undefined) change({ kind, leftOut: null });
            }}
          />
        )}
      </Field>
      {entered.kind === 'open-invoices' ? (
        <DateField
          label={text('proof.asOf')}
          value={entered.asOf}
          onChange={(asOf) => {
            change({ asOf });
          }}
        />
      ) : (
        <PeriodField
          value={entered.period}
          onChange={(period) => {
            change({ period });
          }}
        />
      )}
      <Field label={text('proof.company')}>
        {(ids) => (
          <Select
            {...ids}
            value={entered.company}
            options={['', ...offered.companies].map((value) => ({
              value,
              label: value === '' ? text('proof.allCompanies') : value,
            }))}
            onChange={(company) => {
              change({ company });
            }}
          />
        )}
      </Field>
      <DateField
        label={text('proof.reported')}
        value={entered.reported}
        onChange={(reported) => {
          change({ reported });
        }}
      />
      <Field label={text('proof.numbers')}>
        {(ids) => (
          <Select
            {...ids}
            value={entered.numbers}
            options={(['auto', 'comma', 'point'] as const).map((value) => ({ value, label: text(styleNames[value]) }))}
            onChange={(value) => {
              change({ numbers: value === 'comma' || value === 'point' ? value : 'auto' });
            }}
          />
        )}
      </Field>
      <TextField
        label={text('proof.leftOut')}
        value={entered.leftOut ?? leftOut.join(', ')}
        onChange={(leftOut) => {
          change({ leftOut });
        }}
      />
    </div>
  );
}

/** A month, typed as `2026-10`. */
export function PeriodField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const text = useText();
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
  return (
    <Field label={text('proof.period')} error={isMonth ? undefined : text('proof.periodForm')}>
      {(ids) => (
        <TextInput
          {...ids}
          value={value}
          placeholder="2026-10"
          onChange={(event) => {
            onChange(event.target.value.trim());
          }}
        />
      )}
    </Field>
  );
}
