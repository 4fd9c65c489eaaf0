import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { Preview } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { formatAmount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { amountName } from '../../lib/names.ts';
import { windowText } from '../../lib/window-text.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Count } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemList } from './item-list.tsx';
import { outcomeLooks, outcomes } from './looks.ts';
import { PlanPanel } from './plan-panel.tsx';
import { usePreviewState } from './state.ts';
import { LookBadge } from '../runs/look-badge.tsx';
import styles from './preview.module.css';

interface PreviewResultProps {
  readonly preview: Preview;
  readonly mapping: StreamMapping | undefined;
  /** Loads only the ticked records; left out where nothing can be loaded yet. */
  readonly onLoadOnly?: (keys: string[]) => void;
  readonly busy?: boolean;
}

/** What changes something stands before what does not. */
const outcomeOrder = ['update', 'insert', 'rejected', 'held', 'excluded', 'unchanged'] as const;

/** What a load would write. */
const writes: ReadonlySet<Preview['items'][number]['outcome']> = new Set(['insert', 'update']);
/** A first load that is small enough to look at row by row. */
const firstFew = 10;

/** Counts, effect on money, the records with source and mapped side by side, and what changes at the destination's tables. */
export function PreviewResult({ preview, mapping, onLoadOnly, busy = false }: PreviewResultProps) {
  const text = useText();
  const locale = useLocale();
  const { ticked, current, tickOnly } = usePreviewState();
  const items = outcomeOrder.flatMap((outcome) => preview.items.filter((one) => one.outcome === outcome));
  const keys = items.flatMap((item) => (item.key !== null && ticked.has(item.key) ? [item.key] : []));
  const first = items
    .flatMap((one) => (one.key !== null && writes.has(one.outcome) ? [one.key] : []))
    .slice(0, firstFew);
  const item = items[current] ?? items[0];
  return (
    <>
      <PreviewSummary preview={preview} />
      <PlanPanel plan={preview.plan} />
      <Panel
        title={text('preview.records')}
        note={windowText(preview.window, locale)}
        actions={
          onLoadOnly === undefined ? null : (
            <>
              {first.length === 0 ? null : (
                <Button
                  kind="quiet"
                  onClick={() => {
                    tickOnly(first);
                  }}
                >
                  {text('mapping.tickFirst', { count: first.length })}
                </Button>
              )}
              <Button
                writes
                busy={busy}
                disabled={keys.length === 0}
                onClick={() => {
                  onLoadOnly(keys);
                }}
              >
                {text('preview.loadOnly', { count: keys.length })}
              </Button>
            </>
          )
        }
        whole
      >
        {item === undefined ? (
          <Empty text={text('preview.nothing')} />
        ) : (
          <div className={styles.split}>
            <ItemList items={items} current={items.indexOf(item)} canLoad={onLoadOnly !== undefined} />
            <ItemDetail item={item} mapping={mapping} />
          </div>
        )}
      </Panel>
    </>
  );
}

function PreviewSummary({ preview }: { readonly preview: Preview }) {
  const text = useText();
  const locale = useLocale();
  // Most flows hold nothing ever.
  const counted = outcomes.filter((outcome) => outcome !== 'held' || preview.counts.held > 0);
  return (
    <Panel
      title={text('preview.would', { stream: preview.label })}
      note={
        preview.complete
          ? text('preview.all')
          : preview.announced === null || preview.announced < preview.items.length
            ? text('preview.sampleOnly', { count: preview.items.length })
            : text('preview.sample', { count: preview.items.length, announced: preview.announced })
      }
    >
      <div className={styles.summary}>
        <dl className={styles.counts} aria-label={text('preview.counts')}>
          {counted.map((outcome) => (
            <div key={outcome} data-count={outcome}>
              <dt>
                <LookBadge look={outcomeLooks[outcome]} />
              </dt>
              <dd>
                <Count value={preview.counts[outcome]} />
              </dd>
            </div>
          ))}
        </dl>
        <div>
          <h3>{text('preview.money')}</h3>
          {preview.moneyEffect.length === 0 ? <p className={styles.muted}>{text('preview.noMoney')}</p> : null}
          <ul className={styles.money}>
            {preview.moneyEffect.map((one) => (
              <li key={`${one.amount}/${one.currency}`}>
                <span>{amountName(one.amount, locale.language)}</span>
                <Effect amount={one.delta} currency={one.currency} />
                <span className={styles.currency}>{one.currency}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Panel>
  );
}

/** An amount with its sign, as many decimals as its currency has; the code stands in a column of its own. */
function Effect({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  const locale = useLocale();
  const plus = !amount.startsWith('-') && /[1-9]/.test(amount) ? '+' : '';
  return (
    <span className={styles.effect} data-amount={amount} data-private="">
      {`${plus}${formatAmount(amount, currency, locale)}`}
    </span>
  );
}
