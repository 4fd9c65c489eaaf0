import { useState, type ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './retention.module.css';

/** What is asked before less is kept than before. */
export interface ShorterQuestion {
  readonly title: string;
  readonly description: string;
  /** What goes for good. */
  readonly removes?: ReactNode;
  readonly cancel: string;
  readonly confirm: string;
  readonly isDanger: boolean;
}

interface KeepFormProps<Choice extends string> {
  readonly label: string;
  readonly help?: string;
  /** How long it may be kept, the shortest first. */
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
  /** The choice that holds. */
  readonly saved: Choice;
  readonly saveText: string;
  readonly act: { readonly isPending: boolean; readonly error: Error | null; reset(): void };
  /** Saves the choice; rejects where that failed, and `act` then says why. */
  readonly onSave: (keep: Choice) => Promise<unknown>;
  /** What the choice on screen would remove now. */
  readonly effect: (keep: Choice) => ReactNode;
  readonly question: (keep: Choice) => ShorterQuestion;
  /** What stands below the button. */
  readonly children?: ReactNode;
}

/** How long something is kept: says what a choice would remove, asks before less is kept than now, and saves it. */
export function KeepForm<Choice extends string>(props: KeepFormProps<Choice>) {
  const { label, help, choices, saved, saveText, act, onSave, effect, question, children } = props;
  const text = useText();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const keep = chosen ?? saved;
  const placeOf = (choice: Choice): number => choices.findIndex(({ value }) => value === choice);
  const save = (): void => {
    onSave(keep)
      .then(
        () => {
          setChosen(null);
          setSaved(true);
        },
        // Shown below, from the act itself.
        () => undefined,
      )
      .finally(() => {
        setAsking(false);
      });
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (placeOf(keep) < placeOf(saved)) setAsking(true);
        else save();
      }}
    >
      <Field label={label} help={help}>
        {(ids) => (
          <Select
            {...ids}
            value={keep}
            options={choices}
            onChange={(next) => {
              act.reset();
              setSaved(false);
              setChosen(choices.find(({ value }) => value === next)?.value ?? null);
            }}
          />
        )}
      </Field>
      {effect(keep)}
      {act.error === null ? null : <ErrorNotice error={dtoOf(act.error)} />}
      <div className={styles.actions}>
        <Button writes type="submit" busy={act.isPending}>
          {saveText}
        </Button>
        <span role="status">{isSaved && chosen === null ? text('retention.saved') : null}</span>
      </div>
      {children}
      <ConfirmShorter
        {...question(keep)}
        open={isAsking}
        busy={act.isPending}
        onSave={save}
        onClose={() => {
          setAsking(false);
        }}
      />
    </form>
  );
}

interface ConfirmShorterProps extends ShorterQuestion {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

function ConfirmShorter(props: ConfirmShorterProps) {
  const { title, description, removes, cancel, confirm, isDanger, open, busy, onSave, onClose } = props;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <DialogActions
          onCancel={onClose}
          cancel={cancel}
          kind={isDanger ? 'danger' : 'primary'}
          busy={busy}
          onClick={onSave}
        >
          {confirm}
        </DialogActions>
      }
    >
      {removes}
    </Dialog>
  );
}
