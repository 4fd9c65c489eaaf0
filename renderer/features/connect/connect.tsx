import { useEffect, useId, type ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { fromHere, Link, pathOf } from '../../lib/router.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import type { ConnectDraft } from '../../../shared/model/draft.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { CheckStepScreen } from './check-step.tsx';
import { CompaniesStep } from './companies-step.tsx';
import { laterField, stepOf, stepsOf, useDraft, type Role, type Step } from './draft.ts';
import { MappingStep } from './mapping-step.tsx';
import { Resume } from './resume.tsx';
import { ReviewStep } from './review-step.tsx';
import { RulesStep } from './rules-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import { SignInStep } from './sign-in-step.tsx';
import { StreamsStep, type IntegrationStepProps } from './streams-step.tsx';
import { SystemStep } from './system-step.tsx';
import { useDraftSaving } from './use-draft-saving.ts';
import styles from './connect.module.css';

/** From nothing to a flow. Without a step a new draft begins; a step goes on with the draft at hand, or the newest one kept. */
export function Connect({ step }: { readonly step: string | undefined }) {
  const text = useText();
  const drafts = useAsk('drafts.list', {});
  return (
    <Page title={text('connect.title')} intro={text('connect.intro')}>
      <Loaded of={drafts}>
        {(kept) => (
          <Wizard key={String(step === undefined)} isFresh={step === undefined} newest={kept[0]} step={step} />
        )}
      </Loaded>
    </Page>
  );
}

interface WizardProps {
  readonly step: string | undefined;
  readonly isFresh: boolean;
  readonly newest: ConnectDraft | undefined;
}

function Wizard({ step, isFresh, newest }: WizardProps) {
  const opening = useId();
  const opened = useDraft((draft) => draft.opened);
  useEffect(() => {
    // Later changes of what is kept are this very screen's own.
    if (useDraft.getState().opened !== opening) useDraft.getState().open(opening, { isFresh, newest });
  }, [opening, isFresh, newest]);
  return opened === opening ? <Steps step={step} /> : null;
}

function Steps({ step }: { readonly step: string | undefined }) {
  const systems = useAsk('systems.list', {});
  const integrations = useAsk('integrations.list', {});
  const stored = useAsk('connections.list', {});
  const { connections, backTo, id, setBackTo, setStep } = useDraft();
  const { pair, sourceSystem } = usePair();
  const source = systems.data?.find((one) => one.id === sourceSystem);
  const steps = stepsOf(pair, source);
  const current = reachable(stepOf(step), connections, steps);
  useDraftSaving();
  useEffect(() => {
    setStep(current);
  }, [current, setStep]);
  // Of the step that is drawn: what is saved only after the person left leads nobody back.
  const go = fromHere();
  const follow = (all: readonly Step[]): void => {
    const following = backTo ?? all[all.indexOf(current) + 1];
    setBackTo(null);
    if (following !== undefined) go(pathOf('connect', following));
  };
  const next = (): void => {
    follow(steps);
  };
  // Which steps follow the choice of a source depends on it, and was not known while it was being chosen.
  const nextOf = (system: SystemDescriptor): void => {
    follow(system.role === 'source' ? stepsOf(pair, system) : steps);
  };
  return (
    <div className={styles.wizard}>
      {current === 'source' ? <Resume except={id} /> : null}
      <StepList current={current} steps={steps} />
      <div className={styles.step}>
        <Loaded of={systems}>
          {(known) => (
            <Loaded of={integrations}>
              {() => (
                <Loaded of={stored}>
                  {() => screenOf(current, { systems: known, integration: pair, source, next, nextOf })}
                </Loaded>
              )}
            </Loaded>
          )}
        </Loaded>
      </div>
    </div>
  );
}

/** The integration of the two systems that were chosen; while only one is known, the first that fits it. */
function usePair() {
  const pairs = useAsk('integrations.list', {}).data ?? [];
  const stored = useAsk('connections.list', {}).data ?? [];
  const { connections, forms } = useDraft();
  const systemOf = (role: Role) =>
    stored.find((one) => one.id === connections[role])?.system ?? forms[role]?.system ?? null;
  const [source, destination] = [systemOf('source'), systemOf('destination')];
  const pair = pairs.find(
    (one) => (source ?? one.source) === one.source && (destination ?? one.destination) === one.destination,
  );
  return { pair, sourceSystem: source };
}

interface StepContext extends IntegrationStepProps {
  readonly systems: readonly SystemDescriptor[];
  /** The system of the chosen source; undefined until there is one. */
  readonly source: SystemDescriptor | undefined;
  readonly nextOf: (system: SystemDescriptor) => void;
}

function screenOf(step: Step, context: StepContext): ReactNode {
  const { integration, next } = context;
  switch (step) {
    case 'source':
    case 'destination':
      return <SystemStep key={step} role={step} systems={context.systems} next={context.nextOf} />;
    case 'sign-in':
    case 'companies':
      return context.source === undefined ? null : (
        <SourceStep key={step} step={step} source={context.source} next={next} />
      );
    case 'streams':
      return <StreamsStep integration={integration} next={next} />;
    case 'check':
      return <CheckStepScreen integration={integration} next={next} />;
    case 'mapping':
      return <MappingStep integration={integration} next={next} />;
    case 'rules':
      return <RulesStep integration={integration} next={next} />;
    case 'schedule':
      return <ScheduleStep next={next} />;
    case 'review':
      return <ReviewStep integration={integration} />;
  }
}

/** A step that needs what an earlier one gives leads back to it. */
function reachable(
  step: Step,
  connections: { readonly source: string | null; readonly destination: string | null },
  steps: readonly Step[],
): Step {
  if (step === 'source' || connections.source === null) return 'source';
  if ((step === 'sign-in' || step === 'companies') && steps.includes(step)) return step;
  if (step === 'destination' || connections.destination === null) return 'destination';
  if (steps.includes(step)) return step;
  if (step === 'sign-in' || step === 'companies') return 'streams';
  return step === 'rules' ? 'mapping' : 'rules';
}

interface SourceStepProps {
  readonly step: 'sign-in' | 'companies';
  readonly source: SystemDescriptor;
  readonly next: () => void;
}

/** The steps that follow the settings of a source at which somebody signs in. */
function SourceStep({ step, source, next }: SourceStepProps) {
  const connections = useAsk('connections.list', {});
  const id = useDraft((draft) => draft.connections.source);
  const field = laterField(source);
  return (
    <Loaded of={connections}>
      {(all) => {
        const connection = all.find((one) => one.id === id);
        if (connection === undefined) return null;
        if (step === 'sign-in') return <SignInStep connection={connection} system={source} next={next} />;
        return field === undefined ? null : (
          <CompaniesStep connection={connection} system={source} field={field} next={next} />
        );
      }}
    </Loaded>
  );
}

function StepList({ current, steps }: { readonly current: Step; readonly steps: readonly Step[] }) {
  const text = useText();
  const at = steps.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={text('connect.steps')}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < at}>
          <span className={styles.number}>{index + 1}</span>
          {index < at ? (
            <Link to={pathOf('connect', step)}>{text(`connect.step.${step}`)}</Link>
          ) : (
            text(`connect.step.${step}`)
          )}
        </li>
      ))}
    </ol>
  );
}
