import { Progress as Base } from '@base-ui/react/progress';
import styles from './progress.module.css';

/** How far something is; `value` null means under way without a known end. */
export function Progress({
  label,
  value,
  max,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
}) {
  return (
    <Base.Root value={value} max={max} className={styles.root} aria-label={label}>
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.bar} />
      </Base.Track>
    </Base.Root>
  );
}
