import { ArrowRight } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CalendarFields, isWhole } from '../flows/calendar-fields.tsx';
import { ScheduleFields } from '../flows/schedule-fields.tsx';
import { useDraft } from './draft.ts';
import styles from './connect.module.css';

/** When runs start by themselves, and when they promise nothing, come more often or stand still. */
export function ScheduleStep({ next }: { readonly next: () => void }) {
  const text = useText();
  const { schedule, setSchedule, calendar, setCalendar } = useDraft();
  return (
    <div className={styles.form}>
      <Panel title={text('connect.scheduleTitle')}>
        <div className={styles.form}>
          <ScheduleFields schedule={schedule} onChange={setSchedule} />
        </div>
      </Panel>
      {schedule.kind === 'manual' ? null : (
        <Panel title={text('calendar.title')}>
          <CalendarFields calendar={calendar} onChange={setCalendar} />
        </Panel>
      )}
      <div className={styles.actions}>
        <Button kind="primary" icon={ArrowRight} disabled={!isWhole(calendar)} onClick={next}>
          {text('connect.next')}
        </Button>
      </div>
    </div>
  );
}
