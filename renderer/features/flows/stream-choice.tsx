import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/toggle.tsx';

export type Integration = OutputOf<'integrations.list'>[number];

interface StreamChoiceProps {
  readonly streams: Integration['streams'];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  /** True where streams go to no table of their own: of a flow that posts messages. */
  readonly withoutTables?: boolean;
}

/** Which streams go over; they keep the order in which they run. */
export function StreamChoice({ streams, chosen, onChange, withoutTables = false }: StreamChoiceProps) {
  const text = useText();
  const toggle = (id: string, on: boolean): void => {
    onChange(streams.map((stream) => stream.id).filter((one) => (one === id ? on : chosen.includes(one))));
  };
  const noteOf = ({ defaultMapping, scheduleClass }: (typeof streams)[number]): string => {
    const schedule = text(scheduleClass === 'transactional' ? 'connect.transactional' : 'connect.reference');
    return withoutTables ? schedule : text('connect.streamNote', { table: defaultMapping.header.table, schedule });
  };
  return streams.map((stream) => (
    <Checkbox
      key={stream.id}
      label={stream.label}
      note={noteOf(stream)}
      checked={chosen.includes(stream.id)}
      onChange={(on) => {
        toggle(stream.id, on);
      }}
    />
  ));
}
