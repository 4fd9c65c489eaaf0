import { isNothing, type RetentionChoice, type RetentionState } from '../../../shared/model/retention.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import type { ShorterQuestion } from './keep-form.tsx';
import { RemovedList, removedText } from './removed-list.tsx';
import styles from './retention.module.css';

/** What goes after the retention time, and what never does. */
export function RetentionRules() {
  const text = useText();
  return (
    <div className={styles.lists}>
      <div>
        <h3>{text('retention.goes')}</h3>
        <ul>
          <li>{text('retention.goes.contents')}</li>
          <li>{text('retention.goes.sources')}</li>
          <li>{text('retention.goes.requests')}</li>
          <li>{text('retention.goes.messages')}</li>
          <li>{text('retention.goes.runs')}</li>
          <li>{text('retention.goes.over')}</li>
        </ul>
      </div>
      <div>
        <h3>{text('retention.stays')}</h3>
        <ul>
          <li>{text('retention.stays.trail')}</li>
          <li>{text('retention.stays.months')}</li>
          <li>{text('retention.stays.proof')}</li>
          <li>{text('retention.stays.known')}</li>
          <li>{text('retention.stays.messages')}</li>
          <li>{text('retention.stays.open')}</li>
          <WebhookEvents />
          <li>{text('retention.stays.setup')}</li>
        </ul>
      </div>
    </div>
  );
}

/** Events of webhooks have a time of their own, set where they are received; nothing where no system can call. */
function WebhookEvents() {
  const text = useText();
  const webhooks = useAsk('webhooks.get', {}).data;
  if (webhooks === undefined || webhooks.connections.length === 0) return null;
  return (
    <li>
      {text('retention.stays.webhooks', { days: webhooks.settings.keepDays })}{' '}
      <Link to="/webhooks">{text('retention.webhooksChange')}</Link>
    </li>
  );
}

/** When it was last looked for what is older, and what went last. */
export function RetentionFacts({ state: { lastSweep, lastRemoval } }: { readonly state: RetentionState }) {
  const text = useText();
  const locale = useLocale();
  const isKeepingAll = lastSweep?.beforeUtc === null;
  const looked =
    lastSweep === null ? (
      text('retention.lastNever')
    ) : (
      <>
        <Moment atUtc={lastSweep.atUtc} />
        {isNothing(lastSweep.removed)
          ? `: ${text(isKeepingAll ? 'retention.lastKept' : 'retention.lastNothing')}`
          : null}
      </>
    );
  const items = [{ name: text('retention.last'), value: looked }];
  if (lastRemoval !== null) {
    const value = (
      <>
        <Moment atUtc={lastRemoval.atUtc} />: {removedText(lastRemoval.removed, text, locale)}
      </>
    );
    items.push({ name: text('retention.lastRemoval'), value });
  }
  return <KeyValues items={items} />;
}

/** Asked before less is kept, naming what goes for good. */
export function shorterQuestion(state: RetentionState, keep: RetentionChoice, text: Translate): ShorterQuestion {
  const removes = state.effects.find((one) => one.keep === keep)?.removes;
  const hasEffect = removes !== undefined && !isNothing(removes);
  return {
    title: text('retention.confirmTitle'),
    description: text(hasEffect ? 'retention.confirmText' : 'retention.confirmNothing', {
      keep: text(`retention.keep.${keep}`),
      before: text(`retention.keep.${state.keep}`),
    }),
    removes: hasEffect ? <RemovedList removed={removes} /> : undefined,
    cancel: text('retention.confirmKeep'),
    confirm: text(hasEffect ? 'retention.confirm' : 'retention.confirmSave'),
    isDanger: hasEffect,
  };
}
