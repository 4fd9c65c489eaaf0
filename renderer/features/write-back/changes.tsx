import type { ProposedChange } from '../../../shared/model/write-back.ts';
import { useText } from '../../i18n/text.ts';
import { cellText } from '../preview/cell-text.ts';
import records from '../records/records.module.css';
import { problemWords } from './words.ts';
import styles from './write-back.module.css';

interface ChangesProps {
  readonly label: string;
  readonly changes: readonly ProposedChange[];
  readonly source: string;
  readonly destination: string;
}

/** Each changed field with what the source has and what the destination has now. */
export function Changes({ label, changes, source, destination }: ChangesProps) {
  const text = useText();
  return (
    <table className={records.changes} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{text('record.field')}</th>
          <th scope="col">{text('writeBack.before', { system: source })}</th>
          <th scope="col">{text('writeBack.after', { system: destination })}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path}>
            <th scope="row">{change.label}</th>
            <td className={records.before}>{cellText(change.before, text)}</td>
            <td className={records.after}>
              {cellText(change.after === '' ? null : change.after, text)}
              {change.problem === null ? null : (
                <span className={styles.problem}>{text(problemWords[change.problem])}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
