import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, navigate, pathOf } from '../../lib/router.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { CheckStepScreen } from './check-step.tsx';
import { steps, useDraft, type Step } from './draft.ts';
import { ReviewStep } from './review-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import { StreamsStep } from './streams-step.tsx';
import { SystemStep } from './system-step.tsx';
import styles from './connect.module.css';

/** From nothing to a flow: both systems, streams, a check of everything, schedule, review. */
export function Connect({ step }: { readonly step: string | undefined }) {
  const text = useText();
  const systems = useAsk('systems.list', {});
  const integrations = useAsk('integrations.list', {});
  const current = reachable(
    steps.find((one) => one === step) ?? 'source',
    useDraft((draft) => draft.connections),
  );
  const { backTo, setBackTo } = useDraft();
  const next = (): void => {
    const following = backTo ?? steps[steps.indexOf(current) + 1];
    setBackTo(null);
    if (following !== undefined) navigate(pathOf('connect', following));
  };
  return (
    <Page title={text('connect.title')} intro={text('connect.intro')}>
      <div className={styles.wizard}>
        <StepList current={current} />
        <div className={styles.step}>
          <Loaded of={systems}>
            {(known) => (
              <Loaded of={integrations}>
                {(pairs) => screenOf(current, { systems: known, integration: pairs[0], next })}
              </Loaded>
            )}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}

type StepContext = Parameters<typeof StreamsStep>[0] & Pick<Parameters<typeof SystemStep>[0], 'systems'>;

function screenOf(step: Step, context: StepContext): ReactNode {
  switch (step) {
    case 'source':
    case 'destination':
      return <SystemStep key={step} role={step} systems={context.systems} next={context.next} />;
    case 'streams':
      return <StreamsStep integration={context.integration} next={context.next} />;
    case 'check':
      return <CheckStepScreen integration={context.integration} next={context.next} />;
    case 'schedule':
      return <ScheduleStep next={context.next} />;
    case 'review':
      return <ReviewStep integration={context.integration} />;
  }
}

/** A step that needs what an earlier one gives leads back to it. */
function reachable(
  step: Step,
  connections: { readonly source: string | null; readonly destination: string | null },
): Step {
  if (step === 'source' || connections.source === null) return 'source';
  if (step === 'destination' || connections.destination === null) return 'destination';
  return step;
}

function StepList({ current }: { readonly current: Step }) {
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
