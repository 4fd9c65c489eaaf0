import { Save, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Flow, FlowDraft } from '../../../shared/model/flow.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { sameMapping } from '../../../shared/mapping/mapping-diff.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { navigate, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { useLeaving } from '../../ui/leaving.tsx';
import { Loaded, LoadedScreen, Waiting } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { say } from '../../ui/toasts.tsx';
import { draftOfFlow } from '../flows/draft-of-flow.ts';
import { PlanPanel } from '../preview/plan-panel.tsx';
import { MappingWorkspace } from './mapping-workspace.tsx';
import { problemsOf } from './table-facts.ts';
import styles from './mapping.module.css';

/** The mapping of one stream of a saved flow, with a preview before and the table changes after it is saved. */
export function FlowMapping({ flowId, stream }: { readonly flowId: string; readonly stream: string | undefined }) {
  const flow = useAsk('flows.get', { id: flowId });
  const integrations = useAsk('integrations.list', {});
  return (
    <LoadedScreen of={flow}>
      {(loaded) => (
        <LoadedScreen of={integrations}>
          {(all) => {
            const wanted: string = loaded.integration;
            const integration = all.find((one) => one.id === wanted);
            const id = stream ?? loaded.streams.find((one) => one.enabled)?.id ?? '';
            return integration === undefined ? null : (
              <StreamScreen key={id} flow={loaded} integration={integration} streamId={id} />
            );
          }}
        </LoadedScreen>
      )}
    </LoadedScreen>
  );
}

interface StreamScreenProps {
  readonly flow: Flow;
  readonly integration: OutputOf<'integrations.list'>[number];
  readonly streamId: string;
}

function StreamScreen({ flow, integration, streamId }: StreamScreenProps) {
  const text = useText();
  const saved = flow.streams.find((one) => one.id === streamId);
  const stream = integration.streams.find((one) => one.id === streamId);
  const [edited, setEdited] = useState<StreamMapping | null>(null);
  const save = useAct('flows.save', ['flows.overview', 'flows.get', 'plan.get']);
  const isChanged = edited !== null && saved !== undefined && !sameMapping(edited, saved.mapping);
  const { question } = useLeaving(isChanged);
  if (saved === undefined || stream === undefined)
    return <Page title={text('notFound.title')}>{text('notFound.text')}</Page>;
  const mapping = edited ?? saved.mapping;
  const usable = problemsOf(stream, mapping).length === 0;
  const draft = draftOf(flow, streamId, isChanged ? nextVersion(mapping, saved.mapping) : mapping);
  const send = (): void => {
    save.mutate(draft, {
      onSuccess: () => {
        setEdited(null);
        say(text('mapping.saved'));
      },
    });
  };
  return (
    <Page
      title={text('mapping.flowTitle', { flow: flow.name })}
      intro={text('mapping.intro')}
      actions={
        <>
          <StreamPicker flow={flow} integration={integration} stream={streamId} />
          <ButtonLink to={pathOf('flows', flow.id)}>{text('mapping.backTo')}</ButtonLink>
        </>
      }
    >
      <MappingWorkspace
        stream={stream}
        mapping={mapping}
        sampleFrom={{ integration: flow.integration, sourceConnectionId: flow.sourceConnectionId }}
        onChange={setEdited}
        draft={draft}
      />
      {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
      <div className={styles.actions}>
        <span className={styles.small} role="status">
          {isChanged ? `${text('mapping.unsaved')} · ${text('mapping.earlier')}` : ''}
        </span>
        <Button
          icon={Undo2}
          disabled={!isChanged}
          onClick={() => {
            setEdited(null);
          }}
        >
          {text('mapping.discard')}
        </Button>
        <Button writes kind="primary" icon={Save} busy={save.isPending} disabled={!isChanged || !usable} onClick={send}>
          {text('mapping.save')}
        </Button>
      </div>
      {save.data === undefined || isChanged ? null : <Plan flowId={flow.id} />}
      {question}
    </Page>
  );
}

/** What the saved mapping changes at the tables, with the SQL, before the next run makes it. */
function Plan({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const plan = useAsk('plan.get', { flowId }, { forget: true });
  if (plan.isFetching) return <Waiting text={text('mapping.planWait')} />;
  return (
    <Loaded of={plan}>
      {(found) =>
        found.changes.length + found.conflicts.length === 0 ? (
          <Panel title={text('mapping.planTitle')}>{text('mapping.planNone')}</Panel>
        ) : (
          <PlanPanel plan={found} open />
        )
      }
    </Loaded>
  );
}

function StreamPicker({
  flow,
  integration,
  stream,
}: Pick<StreamScreenProps, 'flow' | 'integration'> & { readonly stream: string }) {
  const text = useText();
  const ids = new Set(flow.streams.filter((one) => one.enabled).map((one) => one.id));
  const options = integration.streams
    .filter((one) => ids.has(one.id) || one.id === stream)
    .map((one) => ({ value: one.id, label: one.label }));
  return (
    <ForLooking>
      <Select
        fit
        label={text('common.stream')}
        value={stream}
        options={options}
        onChange={(id) => {
          navigate(pathOf('flows', flow.id, id), { replace: true });
        }}
      />
    </ForLooking>
  );
}

/** The flow as saving it now would make it. */
function draftOf(flow: Flow, streamId: string, mapping: StreamMapping): FlowDraft {
  const streams = flow.streams.map((one) => (one.id === streamId ? { ...one, enabled: true, mapping } : one));
  return { ...draftOfFlow(flow), streams };
}

function nextVersion(mapping: StreamMapping, saved: StreamMapping): StreamMapping {
  return { ...mapping, version: saved.version + 1 };
}
