import { CopyButton } from './copy-button.tsx';
import styles from './code-block.module.css';

/** Code to read and to copy: SQL, JSON. */
export function CodeBlock({
  code,
  label,
  copyLabel,
}: {
  readonly code: string;
  readonly label: string;
  readonly copyLabel: string;
}) {
  return (
    <figure className={styles.block}>
      <div className={styles.copy}>
        <CopyButton value={code} label={copyLabel} />
      </div>
      <pre tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
