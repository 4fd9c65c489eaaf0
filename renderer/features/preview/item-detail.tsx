import type { PreviewItem } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Reasons } from '../rejected/reasons.tsx';
import { LineTables } from './line-tables.tsx';
import { cellText } from './cell-text.ts';
import styles from './preview.module.css';

/** One record: as the source has it at the left, as it would be delivered at the right, with what changes marked. */
export function ItemDetail({ item }: { readonly item: PreviewItem }) {
  const text = useText();
  const source = item.source === null ? text('preview.noSource') : JSON.stringify(item.source, null, 2);
  return (
    <section className={styles.detail} aria-label={text('preview.record', { record: item.label })}>
      <h3>{item.label}</h3>
      {item.reasons.length === 0 ? null : <Reasons reasons={item.reasons} />}
      {item.excludedReason === null ? null : <p>{text('preview.excludedBy', { reason: item.excludedReason })}</p>}
      <div className={styles.sides}>
        <div>
          <h4>{text('preview.source')}</h4>
          <CodeBlock code={source} label={text('preview.source')} copyLabel={text('preview.copySource')} />
        </div>
        <div>
          <h4>{text('preview.mapped')}</h4>
          {item.header === null ? (
            <p className={styles.muted}>{text('preview.notMapped')}</p>
          ) : (
            <HeaderTable item={item} header={item.header} />
          )}
        </div>
      </div>
      {item.lines === null ? null : <LineTables lines={item.lines} changes={item.changes} />}
    </section>
  );
}

interface HeaderTableProps {
  readonly item: PreviewItem;
  readonly header: NonNullable<PreviewItem['header']>;
}

function HeaderTable({ item, header }: HeaderTableProps) {
  const text = useText();
  const changes = new Map(item.changes.map((change) => [change.field, change]));
  return (
    <table className={styles.mapped} aria-label={text('preview.mapped')}>
      <thead>
        <tr>
          <th scope="col">{text('preview.column')}</th>
          {item.outcome === 'update' ? <th scope="col">{text('preview.before')}</th> : null}
          <th scope="col">{text('preview.after')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(header).map(([column, value]) => {
          const change = changes.get(column);
          return (
            <tr key={column} data-changed={change !== undefined}>
              <th scope="row">{column}</th>
              {item.outcome === 'update' ? (
                <td>{change === undefined ? '' : <del>{cellText(change.before)}</del>}</td>
              ) : null}
              <td>
                {cellText(value)}
                {change === undefined ? null : <span className={styles.mark}>{text('preview.changed')}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
