import { z } from 'zod';
import { auditClasses, auditFilterSchema, type AuditFilter } from '../../../shared/model/audit.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFilterWords } from '../lists/filter-words.ts';
import { ListFilterBar } from '../lists/list-filter-bar.tsx';
import { createListFilters, type ListFilters } from '../lists/list-filters.ts';
import { classWords } from './words.ts';

const daySchema = z.iso.date().optional();

/** Filters as a person sets them; `from` and `to` are days of the local calendar, both included. */
const shownSchema = auditFilterSchema
  .pick({ kind: true, who: true, text: true })
  .extend({ from: daySchema, to: daySchema });
type Shown = z.infer<typeof shownSchema>;

export const useAuditFilters = createListFilters<Shown>({ place: '/audit', initial: {}, schema: shownSchema });

/** The filter as the app is asked: local days as the moments at which they begin and end. */
export function askedFilter({ kind, who, text, from, to }: Shown): AuditFilter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(who === undefined ? {} : { who }),
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { fromUtc: beginOf(from, 0) }),
    ...(to === undefined ? {} : { toUtc: beginOf(to, 1) }),
  };
}

function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** What narrows the trail, for the heading on paper. */
export function useAuditWords({ kind, who, text: words, from, to }: Shown): string[] {
  const text = useText();
  const locale = useLocale();
  return useFilterWords([
    ['audit.class', kind === undefined ? undefined : text(classWords[kind])],
    ['audit.who', who === undefined ? undefined : whoWord(who, text)],
    ['audit.from', from === undefined ? undefined : formatDate(from, locale)],
    ['audit.to', to === undefined ? undefined : formatDate(to, locale)],
    ['filter.text', words],
  ]);
}

function whoWord(who: string, text: Translate): string {
  return who === 'app' ? text('audit.who.app') : who.slice(who.indexOf(':') + 1);
}

/** Narrows the trail by words, kind of event, who did it and period. */
export function AuditFilterBar({ filters }: { readonly filters: ListFilters<Shown> }) {
  const text = useText();
  const { filter: shown, change } = filters;
  const { data: people = [] } = useAsk('audit.people', {});
  const kinds = auditClasses.map((kind) => ({ value: kind, label: text(classWords[kind]) }));
  return (
    <ListFilterBar label={text('audit.find')} filters={filters}>
      <Select
        fit
        label={text('filter.of', { name: text('audit.class') })}
        value={shown.kind ?? 'any'}
        options={[{ value: 'any', label: text('audit.any') }, ...kinds]}
        onChange={(value) => {
          change({ kind: auditClasses.find((one) => one === value) });
        }}
      />
      <Select
        fit
        label={text('filter.of', { name: text('audit.who') })}
        value={shown.who ?? 'any'}
        options={[
          { value: 'any', label: text('audit.who.any') },
          ...people.map((who) => ({ value: who, label: whoWord(who, text) })),
        ]}
        onChange={(value) => {
          change({ who: value === 'any' ? undefined : value });
        }}
      />
      {(['from', 'to'] as const).map((end) => (
        <DateField
          key={end}
          fit
          label={text(end === 'from' ? 'audit.from' : 'audit.to')}
          value={shown[end] ?? ''}
          onChange={(day) => {
            change({ [end]: day });
          }}
        />
      ))}
    </ListFilterBar>
  );
}
