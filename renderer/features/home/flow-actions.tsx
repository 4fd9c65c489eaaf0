import { Eye, ListChecks, MessageSquare, Pause, SlidersHorizontal, Table2, Wrench } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { rulesPath, runsPath } from '../../lib/paths.ts';
import { useAct } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { postsMessages } from '../messages/posts-messages.ts';
import { useVaultDialog } from '../vault/vault-state.ts';
import { routeOfFix, type Fix, type Overview, type Trouble } from './cause.ts';
import { useSyncOrResume } from './sync-or-resume.tsx';
import styles from './home.module.css';

/** The one thing to do next, then what else can be done; what is done seldom is in a menu. */
export function FlowActions({ row, trouble }: { readonly row: Overview; readonly trouble: Trouble | null }) {
  const text = useText();
  const { flow, lastRun } = row;
  const { button, error } = useSyncOrResume(row, trouble === null ? 'primary' : 'secondary');
  const pause = useAct('flows.pause', ['flows.overview']);
  const failed = error ?? pause.error;
  const items: MenuItem[] = [
    { id: 'runs', label: text('home.runsOf'), icon: ListChecks, to: runsPath({ flowId: flow.id }) },
    // What its rules would tell is shown beside each of them; this is what becomes of the records before that.
    ...(postsMessages(flow)
      ? [{ id: 'preview', label: text('home.preview'), icon: Eye, to: pathOf('preview', flow.id) }]
      : []),
    { id: 'edit', label: text('home.edit'), icon: SlidersHorizontal, to: pathOf('flows', flow.id) },
    ...(flow.paused === null
      ? [
          {
            id: 'pause',
            label: text('home.pause'),
            icon: Pause,
            writes: true,
            onChoose: () => {
              pause.mutate({ id: flow.id, reason: text('home.pausedByHand') });
            },
          },
        ]
      : []),
    ...(lastRun === null
      ? []
      : [{ id: 'totals', label: text('home.totals'), icon: Table2, to: pathOf('runs', lastRun.id, 'totals') }]),
  ];
  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {trouble === null ? null : <FixButton fix={trouble.fix} flow={flow} />}
        {button}
        <Menu label={text('home.more', { flow: flow.name })} items={items} />
      </div>
      <div className={styles.links}>
        {postsMessages(flow) ? (
          <ButtonLink kind="quiet" icon={MessageSquare} to={rulesPath(flow.id)}>
            {text('rules.open')}
          </ButtonLink>
        ) : (
          <ButtonLink kind="quiet" icon={Eye} to={pathOf('preview', flow.id)}>
            {text('home.preview')}
          </ButtonLink>
        )}
        {lastRun === null ? null : (
          <ButtonLink kind="quiet" to={pathOf('runs', lastRun.id)}>
            {text('home.viewRun')}
          </ButtonLink>
        )}
      </div>
      {failed === null ? null : <ErrorNotice error={dtoOf(failed)} />}
    </div>
  );
}

/** Leads straight to the cause: the credentials, the check, the rejected records, the totals. */
function FixButton({ fix, flow }: { readonly fix: Fix; readonly flow: Overview['flow'] }) {
  const text = useText();
  const showVault = useVaultDialog((state) => state.show);
  const route = routeOfFix(fix, flow.id);
  return route === null ? (
    <Button writes kind="primary" icon={Wrench} onClick={showVault}>
      {text('home.fix')}
    </Button>
  ) : (
    <ButtonLink writes kind="primary" icon={Wrench} to={route}>
      {text('home.fix')}
    </ButtonLink>
  );
}
