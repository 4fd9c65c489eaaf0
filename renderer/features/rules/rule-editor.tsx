import { Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RulePreview } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { dtoOf } from '../../lib/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useLeaving } from '../../ui/leaving.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { ApprovalFields } from './approval-fields.tsx';
import { ChannelField } from './channel-field.tsx';
import { ConditionList } from './condition-list.tsx';
import { viewsOf, type RulesContext, type View } from './context.ts';
import { LimitFields } from './limit-fields.tsx';
import { NameAndView } from './name-and-view.tsx';
import { mistakesOf, namedAlike, problemAt, problemsOf, type Problem } from './problems.ts';
import { RulePreviewPanel } from './rule-preview.tsx';
import { SavingMeans } from './saving-means.tsx';
import { TimingFields } from './timing-fields.tsx';
import { useRulePreview } from './use-rule-preview.ts';
import styles from './rules.module.css';

interface RuleEditorProps {
  readonly context: RulesContext;
  readonly rule: MessageRule;
  /** It is in force as it is given; left out for one that is not kept yet. */
  readonly isKept?: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  /** What the button that keeps the rule says. */
  readonly saveText: string;
  readonly onSave: (rule: MessageRule) => void;
  readonly onCancel: () => void;
}

/** Everything of one rule, with what it would tell beside it while it is typed. */
export function RuleEditor({ context, rule: start, isKept = false, ...props }: RuleEditorProps) {
  const { busy, error, saveText, onSave, onCancel } = props;
  const text = useText();
  const [rule, setRule] = useState(start);
  const { leave, question } = useLeaving(JSON.stringify(rule) !== JSON.stringify(start));
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const view = viewsOf(context).find((one) => one.id === rule.view);
  const preview = useRulePreview(context, rule);
  const { wrong, shown: problems } = useProblems(rule, view, { preview: preview.shown, tried: tries > 0 });
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tries]);
  const send = (): void => {
    if (wrong.length > 0) setTries(tries + 1);
    else onSave({ ...rule, name: rule.name.trim() });
  };
  if (view === undefined) return <p className={styles.problem}>{text('rule.noView', { view: rule.view })}</p>;
  return (
    <form
      ref={form}
      noValidate
      className={styles.editor}
      aria-label={text('rule.editor')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.form}>
        <Parts context={context} rule={rule} view={view} problems={problems} onChange={setRule} />
        <Unplaced problems={problems} />
        <SavingMeans rule={rule} kept={isKept ? start : null} view={view} preview={preview} />
        {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
        <div className={styles.actions}>
          <span className={styles.problem} role="status">
            {tries > 0 && wrong.length > 0 ? text('rule.incomplete', { count: wrong.length }) : ''}
          </span>
          <Button
            onClick={() => {
              leave(onCancel);
            }}
          >
            {text('common.cancel')}
          </Button>
          <Button writes type="submit" kind="primary" icon={Save} busy={busy}>
            {saveText}
          </Button>
        </div>
      </div>
      <div className={styles.beside}>
        <RulePreviewPanel preview={preview} view={view} isNew={context.flowId === undefined} />
      </div>
      {question}
    </form>
  );
}

/** What keeps the rule from being saved, and what of it is shown: what is still to be filled in only once that was tried. */
function useProblems(
  rule: MessageRule,
  view: View | undefined,
  { preview, tried }: { readonly preview: RulePreview | null; readonly tried: boolean },
): { readonly wrong: readonly Problem[]; readonly shown: readonly Problem[] } {
  const text = useText();
  const { language } = useLocale();
  const missing = problemsOf(rule, text);
  const isFilled = (one: Problem): boolean => problemAt(missing, one.field) === undefined;
  const mistakes = mistakesOf(rule, view, language).filter(isFilled);
  // The app knows the channel as it is now; an answer may be of the rule as it was a moment ago.
  const judged = namedAlike(preview?.problems ?? []).filter((one) => one.field.startsWith('channel') && isFilled(one));
  return { wrong: [...missing, ...mistakes], shown: [...(tried ? missing : []), ...mistakes, ...judged] };
}

interface PartsProps {
  readonly context: RulesContext;
  readonly rule: MessageRule;
  readonly view: View;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: MessageRule) => void;
}

function Parts({ context, rule, view, problems, onChange }: PartsProps) {
  const text = useText();
  return (
    <>
      <Panel title={text('rule.what')}>
        <div className={styles.form}>
          <NameAndView
            rule={rule}
            views={viewsOf(context)}
            error={{ name: problemAt(problems, 'name'), view: problemAt(problems, 'view') }}
            onChange={onChange}
          />
          <Checkbox
            label={text('rule.enabled')}
            note={text('rule.enabledHelp', { nouns: view.nounPlural })}
            checked={rule.enabled}
            onChange={(enabled) => {
              onChange({ ...rule, enabled });
            }}
          />
        </div>
      </Panel>
      <Panel title={text('rule.conditions')}>
        <ConditionList
          key={view.id}
          rule={rule}
          view={view}
          problems={problems}
          onChange={(conditions) => {
            onChange({ ...rule, conditions });
          }}
        />
      </Panel>
      <Panel title={text('rule.channel')}>
        <ChannelField
          connectionId={context.destinationConnectionId}
          channel={rule.channel}
          error={problemAt(problems, 'channel')}
          onChange={(channel) => {
            onChange({ ...rule, channel });
          }}
        />
      </Panel>
      <Panel title={text('rule.how')}>
        <TimingFields rule={rule} view={view} problems={problems} onChange={onChange} />
      </Panel>
      <ApprovalFields
        connectionId={context.destinationConnectionId}
        rule={rule}
        problems={problems}
        onChange={onChange}
      />
      <Panel title={text('rule.limits')}>
        <LimitFields rule={rule} problems={problems} onChange={onChange} />
      </Panel>
    </>
  );
}

const placed = /^(name|view|channel|layout|timing|quietHours|dailyCap|timeZone|approvals|conditions\.\d+)/;

/** Problems of what has no field of its own here. */
function Unplaced({ problems }: { readonly problems: readonly Problem[] }) {
  const others = problems.filter((one) => !placed.test(one.field));
  if (others.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {others.map((one) => (
        <li key={one.field}>{one.text}</li>
      ))}
    </ul>
  );
}
