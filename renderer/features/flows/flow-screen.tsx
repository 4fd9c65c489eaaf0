import { Check, Columns3, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Flow } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { useLeaving } from '../../ui/leaving.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { say } from '../../ui/toasts.tsx';
import { postsMessages } from '../messages/posts-messages.ts';
import { FlowForecastOnDemand } from '../forecast/flow-forecast.tsx';
import { ResyncPanel } from '../resync/resync-panel.tsx';
import { FlowRules } from '../rules/flow-rules.tsx';
import { ChangedSinceSigned } from '../proof/sign-off-badge.tsx';
import { PeriodEvidence } from '../evidence/period-evidence.tsx';
import { WriteBackLink } from '../write-back/write-back-link.tsx';
import { CalendarFields, isWhole } from './calendar-fields.tsx';
import { draftOfFlow } from './draft-of-flow.ts';
import { FlowNameField } from './flow-name-field.tsx';
import { OtherInstallation } from './other-installation.tsx';
import { RemoveFlow } from './remove-flow.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { StreamChoice } from './stream-choice.tsx';
import styles from './flows.module.css';

/** A flow's name, streams and schedule, and its end. */
export function FlowScreen({ id }: { readonly id: string }) {
  const flow = useAsk('flows.get', { id });
  return <LoadedScreen of={flow}>{(loaded) => <FlowForm key={loaded.updatedAtUtc} flow={loaded} />}</LoadedScreen>;
}

function FlowForm({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const [name, setName] = useState(flow.name);
  const [chosen, setChosen] = useState<readonly string[]>(
    flow.streams.filter((one) => one.enabled).map((one) => one.id),
  );
  const [schedule, setSchedule] = useState(flow.schedule);
  const [calendar, setCalendar] = useState(flow.calendar ?? null);
  const integrations = useAsk('integrations.list', {}).data ?? [];
  const save = useAct('flows.save', ['flows.overview', 'flows.get']);
  const ids = new Set(flow.streams.map((one) => one.id));
  const own = integrations.find((one) => one.id === flow.integration);
  const streams = (own?.streams ?? []).filter((one) => ids.has(one.id));
  // What is saved, not what is being chosen: only that is read.
  const readNow = new Set(flow.streams.filter((one) => one.enabled).map((one) => one.id));
  const all = flow.streams.map((one) => ({ ...one, enabled: chosen.includes(one.id) }));
  const entered = { name: name.trim(), streams: all, schedule, calendar };
  const { question } = useLeaving(
    JSON.stringify(entered) !==
      JSON.stringify({
        name: flow.name,
        streams: flow.streams,
        schedule: flow.schedule,
        calendar: flow.calendar ?? null,
      }),
  );
  const finish = (): void => {
    const go = fromHere();
    save.mutate(
      { ...draftOfFlow(flow), ...entered },
      {
        onSuccess: () => {
          say(text('flow.saved', { name }));
          go('/', { kept: true });
        },
      },
    );
  };
  return (
    <Page
      title={text('flow.title', { flow: flow.name })}
      intro={text('flow.intro')}
      actions={
        <>
          <ButtonLink to={pathOf('flows', flow.id, chosen[0] ?? 'none')} icon={Columns3}>
            {text('mapping.open')}
          </ButtonLink>
          <ChangedSinceSigned flowId={flow.id} />
          <ButtonLink to={pathOf('flows', flow.id, 'proof')} icon={ShieldCheck}>
            {text('proof.open')}
          </ButtonLink>
          <WriteBackLink flowId={flow.id} />
          <PeriodEvidence flowId={flow.id} />
          <RemoveFlow flow={flow} />
        </>
      }
    >
      <OtherInstallation flow={flow} />
      {postsMessages(flow) ? <FlowRules flow={flow} /> : null}
      <div className={styles.columns}>
        <Panel title={text('connect.streamsTitle')}>
          <div className={styles.form}>
            <StreamChoice streams={streams} chosen={chosen} onChange={setChosen} withoutTables={postsMessages(flow)} />
          </div>
        </Panel>
        <div className={styles.form}>
          <Panel title={text('flow.general')}>
            <div className={styles.form}>
              <FlowNameField name={name} onChange={setName} />
              <FlowConnections flow={flow} />
            </div>
          </Panel>
          <Panel title={text('connect.scheduleTitle')}>
            <div className={styles.form}>
              <ScheduleFields schedule={schedule} onChange={setSchedule} />
            </div>
          </Panel>
        </div>
      </div>
      {schedule.kind === 'manual' ? null : (
        <Panel title={text('calendar.title')}>
          <CalendarFields calendar={calendar} onChange={setCalendar} />
        </Panel>
      )}
      {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
      <div className={styles.actions}>
        <ButtonLink to="/">{text('common.cancel')}</ButtonLink>
        <Button
          writes
          kind="primary"
          icon={Check}
          busy={save.isPending}
          disabled={chosen.length === 0 || name.trim() === '' || !isWhole(calendar)}
          onClick={finish}
        >
          {text('flow.save')}
        </Button>
      </div>
      {question}
      <FlowForecastOnDemand flow={flow} />
      <ResyncPanel flowId={flow.id} streams={streams.filter((one) => readNow.has(one.id))} />
    </Page>
  );
}

function FlowConnections({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const connections = useAsk('connections.list', {}).data ?? [];
  const nameOf = (id: string): string => connections.find((one) => one.id === id)?.name ?? '';
  return (
    <KeyValues
      items={[
        { name: text('connect.step.source'), value: nameOf(flow.sourceConnectionId) },
        { name: text('connect.step.destination'), value: nameOf(flow.destinationConnectionId) },
      ]}
    />
  );
}
