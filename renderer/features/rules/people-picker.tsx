import { RefreshCw } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { PeopleFound, Person } from '../../../shared/messages/people.ts';
import type { Approver } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchBox } from '../../ui/filter-bar.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { moveFocus } from './move-focus.ts';
import { PersonMark } from './person-mark.tsx';
import { TypedPerson } from './typed-person.tsx';
import styles from './rules.module.css';

interface PeoplePickerProps {
  readonly connectionId: string;
  readonly approvers: readonly Approver[];
  readonly onChange: (approvers: readonly Approver[]) => void;
  readonly onClose: () => void;
}

/** People of the workspace by name, any number of them; who cannot be listed is typed by the member ID. */
export function PeoplePicker({ connectionId, approvers, onChange, onClose }: PeoplePickerProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const wanted = { connectionId, text: useDeferredValue(typed), ids: [] };
  const found = useAsk('messages.people', { ...wanted, again: false }, { keep: true });
  const again = useAct('messages.people', ['messages.people']);
  const toggle = (person: Approver): void => {
    const others = approvers.filter(({ id }) => id !== person.id);
    onChange(others.length === approvers.length ? [...approvers, person] : others);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text('rule.peopleTitle')}
      description={text('rule.peopleHelp')}
      actions={
        <>
          <Button
            icon={RefreshCw}
            busy={again.isPending}
            onClick={() => {
              again.mutate({ ...wanted, again: true });
            }}
          >
            {text('rule.channelsAgain')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {text('rule.peopleDone')}
          </Button>
        </>
      }
    >
      <div className={styles.picker} onKeyDown={moveFocus}>
        <div className={styles.find}>
          <SearchBox label={text('rule.peopleFind')} value={typed} onChange={setTyped} />
        </div>
        {again.error === null ? null : <ErrorNotice error={dtoOf(again.error)} />}
        <Loaded of={found}>{(all) => <People found={all} chosen={approvers} onToggle={toggle} />}</Loaded>
        <TypedPerson
          taken={approvers}
          onAdd={(person) => {
            onChange([...approvers, person]);
          }}
        />
      </div>
    </Dialog>
  );
}

interface PeopleProps {
  readonly found: PeopleFound;
  readonly chosen: readonly Approver[];
  readonly onToggle: (person: Approver) => void;
}

function People({ found: { people, more }, chosen, onToggle }: PeopleProps) {
  const text = useText();
  return (
    <>
      <ul className={styles.channels} aria-label={text('rule.people')}>
        {people.map((person) => (
          <li key={person.id}>
            <Choice
              person={person}
              isChosen={chosen.some(({ id }) => id === person.id)}
              onToggle={() => {
                onToggle({ id: person.id, name: person.name.slice(0, 120) });
              }}
            />
          </li>
        ))}
      </ul>
      {people.length === 0 ? <Empty text={text('rule.peopleNone')} /> : null}
      <p className={styles.muted} role="status">
        {more > 0 ? text('rule.peopleMore', { count: more }) : ''}
      </p>
    </>
  );
}

interface ChoiceProps {
  readonly person: Person;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** Who was deactivated can be taken from the list, never added. */
function Choice({ person, isChosen, onToggle }: ChoiceProps) {
  return (
    <button
      type="button"
      className={styles.choice}
      disabled={person.standing === 'deactivated' && !isChosen}
      aria-pressed={isChosen}
      data-choice=""
      onClick={onToggle}
    >
      <strong>{person.name}</strong>
      <PersonMark standing={person.standing} />
      <span className={styles.members}>{person.title}</span>
    </button>
  );
}
