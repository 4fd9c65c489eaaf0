import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/toggle.tsx';

export type Integration = OutputOf<'integrations.list'>[number];

interface StreamChoiceProps {
  readonly streams: Integration['streams'];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** Which streams go over; they keep the order in which they run. */
export function StreamChoice({ streams, chosen, onChange }: StreamChoiceProps) {
  const text = useText();
  const toggle = (id: string, on: boolean): void => {
    onChange(streams.map((stream) => stream.id).filter((one) => (one === id ? on : chosen.includes(one))));
  };
  return streams.map((stream) => (
    <Checkbox
      key={stream.id}
      label={stream.label}
      note={text('connect.streamNote', {
        table: stream.defaultMapping.header.table,
        schedule: text(stream.scheduleClass === 'transactional' ? 'connect.transactional' : 'connect.reference'),
      })}
      checked={chosen.includes(stream.id)}
      onChange={(on) => {
        toggle(stream.id, on);
      }}
    />
  ));
}
