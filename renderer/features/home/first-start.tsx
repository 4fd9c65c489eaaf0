import { ArchiveRestore, FlaskConical, Plug } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { call, dtoOf } from '../../lib/client.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Resume } from '../connect/resume.tsx';
import { useStartPractice } from '../practice/use-start-practice.ts';
import styles from './home.module.css';

const firstLook = 'supplier_invoices';

/** Nothing is set up: one sentence and the ways to begin. */
export function FirstStart() {
  const text = useText();
  const start = useStartPractice();
  const begin = (): void => {
    const go = fromHere();
    start.begin({ onSuccess: () => void showFirstFlow(go) });
  };
  return (
    <div className={styles.first}>
      <img src="./icon.svg" alt="" className={styles.firstIcon} />
      <h1>{text('first.title')}</h1>
      <p className={styles.firstText}>{text('first.text')}</p>
      <div className={styles.firstActions}>
        <Button writes kind="primary" icon={FlaskConical} busy={start.isPending} onClick={begin}>
          {text('first.practice')}
        </Button>
        <ButtonLink writes to="/connect" icon={Plug}>
          {text('first.connect')}
        </ButtonLink>
      </div>
      <p className={styles.firstNote} role="status">
        {text(start.isPending ? 'first.starting' : 'first.note')}
      </p>
      <ButtonLink writes kind="quiet" to="/settings/restore" icon={ArchiveRestore}>
        {text('restore.first')}
      </ButtonLink>
      <Resume />
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
    </div>
  );
}

/** Shows what the first sync would do; home stays in place of it if there is nothing to show. */
async function showFirstFlow(go: ReturnType<typeof fromHere>): Promise<void> {
  // Home asks the same, and says what went wrong.
  const [row] = await call('flows.overview', {}).catch(() => []);
  if (row?.streams.some((stream) => stream.id === firstLook) === true) go(pathOf('preview', row.flow.id, firstLook));
}
