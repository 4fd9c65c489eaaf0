import { TriangleAlert } from 'lucide-react';
import type { SchemaChange, SchemaPlan } from '../../../shared/model/plan.ts';
import { useText } from '../../i18n/text.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './preview.module.css';

/** What would change in the destination's shape, with the SQL, before it is made. */
export function PlanPanel({ plan, open = false }: { readonly plan: SchemaPlan; readonly open?: boolean }) {
  const text = useText();
  const { changes, conflicts } = plan;
  if (changes.length === 0 && conflicts.length === 0) return null;
  return (
    <Panel title={text('plan.title')} note={text('plan.note', { count: changes.length })}>
      {conflicts.map((conflict) => (
        <div key={conflict.object} className={styles.conflict} role="alert">
          <TriangleAlert aria-hidden size={16} />
          <p>
            <strong>{conflict.object}</strong> {conflict.text} {conflict.next}
          </p>
        </div>
      ))}
      <ul className={styles.plan}>
        {changes.map((change) => (
          <PlanChange key={`${change.kind}/${change.object}`} change={change} open={open} />
        ))}
      </ul>
    </Panel>
  );
}

function PlanChange({ change, open }: { readonly change: SchemaChange; readonly open: boolean }) {
  const text = useText();
  return (
    <li>
      <Fold
        open={open}
        label={
          <>
            <code>{change.object}</code> <span>{change.summary}</span>
          </>
        }
      >
        <ul className={styles.diff} aria-label={text('plan.columns')}>
          {change.columns.map((column) => (
            <li key={column.name} data-kind={column.from === null ? 'added' : 'widened'}>
              <code>
                {column.from === null
                  ? `+ ${column.name} ${column.to}`
                  : `~ ${column.name} ${column.from} → ${column.to}`}
              </code>
            </li>
          ))}
        </ul>
        <CodeBlock code={change.sql} label={text('plan.sql')} copyLabel={text('plan.copy')} />
      </Fold>
    </li>
  );
}
