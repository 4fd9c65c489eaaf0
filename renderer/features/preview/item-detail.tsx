import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { PreviewItem } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Reasons } from '../not-arrived/reasons.tsx';
import { LineTables } from './line-tables.tsx';
import { SideBySide } from './side-by-side.tsx';
import styles from './preview.module.css';

interface ItemDetailProps {
  readonly item: PreviewItem;
  readonly mapping: StreamMapping | undefined;
}

/** One record: source and mapped side by side with what changes marked, its lines, and the record as read. */
export function ItemDetail({ item, mapping }: ItemDetailProps) {
  const text = useText();
  return (
    <section className={styles.detail} aria-label={text('preview.record', { record: item.label })}>
      <h3 data-private="">{item.label}</h3>
      {item.reasons.length === 0 ? null : <Reasons reasons={item.reasons} />}
      {item.excludedReason === null ? null : <p>{text('preview.excludedBy', { reason: item.excludedReason })}</p>}
      {item.header === null ? <p className={styles.muted}>{text('preview.notMapped')}</p> : null}
      <SideBySide item={item} mapping={mapping?.header} />
      {item.lines === null ? null : <LineTables lines={item.lines} changes={item.changes} />}
      {item.source === null ? (
        <p className={styles.muted}>{text('preview.noSource')}</p>
      ) : (
        <Fold label={text('preview.raw')}>
          <div data-private="">
            <CodeBlock
              code={JSON.stringify(item.source, null, 2)}
              label={text('preview.source')}
              copyLabel={text('preview.copySource')}
            />
          </div>
        </Fold>
      )}
    </section>
  );
}
