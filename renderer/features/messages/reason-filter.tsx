import type { MessageFilter } from '../../../shared/messages/message.ts';
import { errorInGeneral } from '../../../shared/messages/search-words.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { Select } from '../../ui/select.tsx';

const anyReason = 'any';

interface ReasonFilterProps {
  /** What else the list is narrowed to. */
  readonly within: MessageFilter;
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

/** What went wrong, in the reader’s language, each with how many messages it is in the way of. */
export function ReasonFilter({ within, value, onChange }: ReasonFilterProps) {
  const text = useText();
  const { language } = useLocale();
  const reasons = useAsk('messages.reasons', within, { keep: true }).data ?? [];
  const known = reasons.some((one) => one.code === value);
  const all = value === undefined || known ? reasons : [{ code: value, messages: 0 }, ...reasons];
  if (all.length === 0) return null;
  return (
    <Select
      fit
      label={text('filter.of', { name: text('message.reason') })}
      value={value ?? anyReason}
      options={[
        { value: anyReason, label: text('messages.anyReason') },
        ...all.map(({ code, messages }) => ({
          value: code,
          label: text('messages.reasonCount', { reason: errorInGeneral(code, language), count: messages }),
        })),
      ]}
      onChange={(code) => {
        onChange(code === anyReason ? undefined : code);
      }}
    />
  );
}
