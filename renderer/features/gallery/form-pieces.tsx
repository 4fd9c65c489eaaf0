import { useRef, useState } from 'react';
import { Calendar } from '../../ui/calendar.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Chips, FilterBar, FixedChip, SearchBox } from '../../ui/filter-bar.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { Checkbox, Switch } from '../../ui/toggle.tsx';
import { WeekdayChoice } from '../../ui/weekday-choice.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { words } from './words.ts';
import styles from './gallery.module.css';

/** Everything that takes a value. */
export function FormPieces() {
  const [choice, setChoice] = useState('one');
  const [search, setSearch] = useState('');
  const [day, setDay] = useState('2026-11-21');
  const focused = useRef<HTMLButtonElement>(null);
  const [isOn, setOn] = useState(true);
  const [time, setTime] = useState('16:30');
  const [reason, setReason] = useState('');
  const [line, setLine] = useState<string>(words.plain);
  const [days, setDays] = useState([1, 2, 3, 4, 5]);
  const [, setWhole] = useState(-2);
  const options = [
    { value: 'one', label: words.first },
    { value: 'two', label: words.second },
  ];
  return (
    <Panel title={words.forms}>
      <div className={styles.stack}>
        <div className={styles.columns}>
          <Field label={words.field} help={words.help}>
            {(ids) => <TextInput {...ids} defaultValue={words.plain} />}
          </Field>
          <Field label={words.wrong} error={words.error} mark={words.optional}>
            {(ids) => <TextInput {...ids} defaultValue={words.plain} />}
          </Field>
          <Field label={words.disabledField}>
            {(ids) => <TextInput {...ids} defaultValue={words.plain} disabled />}
          </Field>
          <Field label={words.area}>{(ids) => <TextArea {...ids} rows={2} defaultValue={words.code} />}</Field>
          <DateField label={words.date} value={day} onChange={setDay} />
          <DateField label={words.disabledDate} value="2026-02-28" disabled onChange={setDay} />
          <Field label={words.select}>
            {(ids) => <Select {...ids} value={choice} options={options} onChange={setChoice} />}
          </Field>
          <Field label={words.nothingChosen} error={words.error}>
            {(ids) => <Select {...ids} value="" placeholder={words.choose} options={options} onChange={setChoice} />}
          </Field>
          <TimeField label={words.time} help={words.help} value={time} onChange={setTime} />
          <TimeField label={words.wrongTime} error={words.error} value="16:30" onChange={setTime} />
          <WholeField signed label={words.whole} help={words.help} value={-2} onChange={setWhole} />
          <TextField label={words.line} help={words.help} value={line} onChange={setLine} />
          <ReasonField value={reason} onChange={setReason} />
        </div>
        <div className={styles.columns}>
          <Checkbox label={words.checkbox} note={words.help} checked={isOn} onChange={setOn} />
          <Checkbox label={words.disabled} checked={false} disabled onChange={setOn} />
          <Switch label={words.switch} note={words.help} checked={isOn} onChange={setOn} />
          <Switch label={words.disabled} checked={false} disabled onChange={setOn} />
        </div>
        <div className={styles.columns}>
          <Calendar value={day} onChoose={setDay} focusRef={focused} />
        </div>
        <WeekdayChoice label={words.weekdays} value={days} onChange={setDays} />
        <FilterBar alone label={words.alone}>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          <Chips
            label={words.chips}
            chips={options.map((one) => ({ ...one, count: 12 }))}
            value={choice}
            onChange={setChoice}
          />
        </FilterBar>
        <FilterBar
          label={words.filter}
          onClear={() => {
            setSearch('');
          }}
        >
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          <DateField fit label={words.from} value={day} onChange={setDay} />
          <Chips label={words.chips} chips={options} value={choice} onChange={setChoice} />
          <FixedChip
            label={words.fixed}
            onRemove={() => {
              setSearch('');
            }}
          />
        </FilterBar>
      </div>
    </Panel>
  );
}
