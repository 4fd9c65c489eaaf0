import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { ReplayMode, ReplayScope } from '../../../shared/replay/replay.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { runPath } from '../../lib/paths.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { fromHere } from '../../lib/router.tsx';
import { type ButtonKind } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Select } from '../../ui/select.tsx';
import { Statement } from './statement.tsx';
import { modeWords } from './words.ts';
import styles from './replay.module.css';

interface ReplayButtonProps {
  readonly scope: ReplayScope;
  /** Ways that fit what is chosen; the first is proposed. */
  readonly modes: readonly [ReplayMode, ...ReplayMode[]];
  readonly label?: string;
  readonly kind?: ButtonKind;
}

/** Opens the statement of what a replay would do; from there it is started. */
export function ReplayButton({ scope, modes, label, kind = 'secondary' }: ReplayButtonProps) {
  const text = useText();
  return (
    <DialogButton writes kind={kind} icon={RotateCcw} label={label ?? text('replay.open')}>
      {(isOpen, close) => (isOpen ? <ReplayDialog scope={scope} modes={modes} onClose={close} /> : null)}
    </DialogButton>
  );
}

interface ReplayDialogProps extends Pick<ReplayButtonProps, 'scope' | 'modes'> {
  readonly onClose: () => void;
}

function ReplayDialog({ scope, modes, onClose }: ReplayDialogProps) {
  const text = useText();
  const [mode, setMode] = useState<ReplayMode>(modes[0]);
  const plan = useAsk('replay.plan', { scope, mode }, { forget: true });
  const start = useAct('replay.start', ['flows.overview', 'runs.list', 'replay.waiting', 'replay.list', 'audit.list']);
  const planned = plan.data;
  const begin = (): void => {
    const go = fromHere();
    if (planned === undefined) return;
    start.mutate(
      { planId: planned.id },
      {
        onSuccess: (run) => {
          onClose();
          go(runPath(run.id));
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={text('replay.title')}
      description={text(modeWords[mode].meaning)}
      actions={
        <DialogActions
          onCancel={onClose}
          writes
          kind="primary"
          busy={start.isPending || plan.isFetching}
          disabled={planned?.canStart !== true || start.error !== null}
          onClick={begin}
        >
          {text('replay.start')}
        </DialogActions>
      }
    >
      <div className={styles.dialog}>
        <Field label={text('replay.mode')}>
          {({ id }) => (
            <Select
              id={id}
              value={mode}
              options={modes.map((value) => ({ value, label: text(modeWords[value].name) }))}
              onChange={(value) => {
                start.reset();
                setMode(modes.find((one) => one === value) ?? mode);
              }}
            />
          )}
        </Field>
        <Loaded of={plan}>{(loaded) => <Statement plan={loaded} />}</Loaded>
        {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
      </div>
    </Dialog>
  );
}
