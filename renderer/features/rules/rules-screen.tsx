import { SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import type { Language } from '../../../shared/model/settings.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { messageLanguage, type MessageRule, type Messaging } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere, Link, navigate, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { say } from '../../ui/toasts.tsx';
import { draftOfFlow } from '../flows/draft-of-flow.ts';
import { templatesOf, viewsOf, type RulesContext } from './context.ts';
import { HealthNow } from './health-now.tsx';
import { HealthPanel } from './health-panel.tsx';
import { MessageLanguage } from './message-language.tsx';
import { blankRule, ruleFromTemplate } from './new-rule.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RulesPanel } from './rules-panel.tsx';

interface RulesRouteProps {
  readonly flowId: string;
  /** Id of a rule, `new`, or undefined for the list. */
  readonly rule: string | undefined;
  /** With `new`: the proposal to start from. */
  readonly template: string | undefined;
}

const none: Messaging = { rules: [], health: null };

/** `/flows/<id>/rules`, `/flows/<id>/rules/<rule>` and `/flows/<id>/rules/new/<template>`. */
export function RulesRoute({ flowId, rule, template }: RulesRouteProps) {
  const flow = useAsk('flows.get', { id: flowId });
  const integrations = useAsk('integrations.list', {});
  return (
    <LoadedScreen of={flow}>
      {(loaded) => (
        <LoadedScreen of={integrations}>
          {(all) => {
            const integration = all.find((one) => one.id === loaded.integration);
            if (integration === undefined) return null;
            const { sourceConnectionId, destinationConnectionId } = loaded;
            const language = messageLanguage(loaded);
            const context = { integration, sourceConnectionId, destinationConnectionId, flowId, language };
            return rule === undefined ? (
              <RulesScreen flow={loaded} context={context} />
            ) : (
              <EditScreen
                key={`${rule}/${template ?? ''}`}
                flow={loaded}
                context={context}
                ruleId={rule}
                template={template}
              />
            );
          }}
        </LoadedScreen>
      )}
    </LoadedScreen>
  );
}

interface RulesScreenProps {
  readonly flow: Flow;
  readonly context: RulesContext;
}

function useSaveMessaging(flow: Flow) {
  const save = useAct('flows.save', [
    'flows.overview',
    'flows.get',
    'messages.counts',
    'messages.list',
    'messages.health',
  ]);
  const send = (messaging: Messaging, done: () => void): void => {
    save.mutate({ ...draftOfFlow(flow), messaging }, { onSuccess: done });
  };
  return { busy: save.isPending, error: save.error, send };
}

/** The rules of a flow and what it says of its own health. */
function RulesScreen({ flow, context }: RulesScreenProps) {
  const text = useText();
  const counts = useAsk('messages.counts', { flowId: flow.id });
  const { busy, error, send } = useSaveMessaging(flow);
  const messaging = flow.messaging ?? none;
  const open = (...parts: string[]): void => {
    navigate(pathOf('flows', flow.id, 'rules', ...parts));
  };
  return (
    <Page
      title={text('rules.of', { flow: flow.name })}
      intro={text('rules.intro')}
      actions={
        <ButtonLink to={pathOf('flows', flow.id)} icon={SlidersHorizontal}>
          {text('mapping.backTo')}
        </ButtonLink>
      }
    >
      <RulesPanel
        context={context}
        rules={messaging.rules}
        counts={counts.data ?? []}
        busy={busy}
        onChange={(rules) => {
          send({ ...messaging, rules }, () => undefined);
        }}
        onEdit={(rule) => {
          open(rule.id);
        }}
        onNew={(template) => {
          open('new', ...(template === null ? [] : [template]));
        }}
      />
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
      <MessageLanguage
        language={context.language}
        onChange={(language) => {
          send({ ...messaging, language }, () => {
            say(text('messageLanguage.saved'));
          });
        }}
      />
      <HealthPanel
        key={JSON.stringify(messaging.health)}
        connectionId={flow.destinationConnectionId}
        health={messaging.health}
        busy={busy}
        now={<HealthNow flowId={flow.id} behindMinutes={messaging.health?.behindMinutes ?? 0} />}
        onSave={(health) => {
          send({ ...messaging, health }, () => {
            say(text('health.saved'));
          });
        }}
      />
    </Page>
  );
}

interface EditScreenProps extends RulesScreenProps {
  readonly ruleId: string;
  readonly template: string | undefined;
}

function EditScreen({ flow, context, ruleId, template }: EditScreenProps) {
  const text = useText();
  const { busy, error, send } = useSaveMessaging(flow);
  const messaging = flow.messaging ?? none;
  const { language } = useLocale();
  const isNew = ruleId === 'new';
  const saved = messaging.rules.find((one) => one.id === ruleId);
  const start = useMemo(
    () => (isNew ? beginning(context, template, language) : saved),
    // What is begun stays the same rule while its flow changes around it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [isNew, ruleId, template],
  );
  const list = pathOf('flows', flow.id, 'rules');
  if (start === undefined) return <Page title={text('notFound.title')}>{text('notFound.text')}</Page>;
  const keep = (rule: MessageRule): void => {
    const go = fromHere();
    const others = messaging.rules;
    const rules = isNew ? [...others, rule] : others.map((one) => (one.id === rule.id ? rule : one));
    send({ ...messaging, rules }, () => {
      say(text('rules.saved', { rule: rule.name }));
      go(list, { kept: true });
    });
  };
  return (
    <Page
      title={isNew ? text('rules.newTitle') : text('rules.editTitle', { rule: start.name })}
      above={<Link to={list}>{`‹ ${text('rules.of', { flow: flow.name })}`}</Link>}
    >
      <RuleEditor
        context={context}
        rule={start}
        isKept={!isNew}
        busy={busy}
        error={error}
        saveText={text('rule.save')}
        onSave={keep}
        onCancel={() => {
          navigate(list);
        }}
      />
    </Page>
  );
}

/** A rule to begin with; undefined if the pair posts no messages. */
export function beginning(
  context: RulesContext,
  template: string | null | undefined,
  language: Language,
): MessageRule | undefined {
  const proposed = templatesOf(context).find((one) => one.id === template);
  if (proposed !== undefined) return ruleFromTemplate(proposed, language);
  const view = viewsOf(context)[0];
  return view === undefined ? undefined : blankRule(view);
}
