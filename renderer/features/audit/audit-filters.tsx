import { create } from 'zustand';
import { auditClasses, type AuditFilter } from '../../../shared/model/audit.ts';
import { useText } from '../../i18n/text.ts';
import { FilterBar, SearchBox } from '../../ui/filter-bar.tsx';
import { Select } from '../../ui/select.tsx';
import { withoutEmpty } from '../records/filters.ts';
import { classWords } from './words.ts';
import styles from './audit.module.css';

/** Filters as a person sets them; `from` and `to` are days of the local calendar, both included. */
interface Shown {
  readonly kind?: AuditFilter['kind'];
  readonly text?: string;
  readonly from?: string;
  readonly to?: string;
}

interface Filters {
  readonly shown: Shown;
  change(part: { readonly [Name in keyof Shown]?: Shown[Name] | undefined }): void;
  clear(): void;
}

/** What the audit trail shows; kept while the window is open. */
export const useAuditFilters = create<Filters>()((set) => ({
  shown: {},
  change: (part) => {
    set((state) => ({ shown: withoutEmpty({ ...state.shown, ...part } as Shown) }));
  },
  clear: () => {
    set({ shown: {} });
  },
}));

/** The filter as the app is asked: local days as the moments at which they begin and end. */
export function askedFilter({ kind, text, from, to }: Shown): AuditFilter {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { fromUtc: beginOf(from, 0) }),
    ...(to === undefined ? {} : { toUtc: beginOf(to, 1) }),
  };
}

function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** Narrows the trail by words, kind of event and period. */
export function AuditFilterBar() {
  const text = useText();
  const { shown, change, clear } = useAuditFilters();
  const kinds = auditClasses.map((kind) => ({ value: kind, label: text(classWords[kind]) }));
  return (
    <FilterBar label={text('audit.find')} onClear={Object.keys(shown).length === 0 ? undefined : clear}>
      <SearchBox
        label={text('audit.find')}
        value={shown.text ?? ''}
        onChange={(value) => {
          change({ text: value });
        }}
      />
      <Select
        fit
        label={text('filter.of', { name: text('audit.class') })}
        value={shown.kind ?? 'any'}
        options={[{ value: 'any', label: text('audit.any') }, ...kinds]}
        onChange={(value) => {
          change({ kind: auditClasses.find((one) => one === value) });
        }}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className={styles.day}>
          {text(end === 'from' ? 'audit.from' : 'audit.to')}
          <input
            type="date"
            value={shown[end] ?? ''}
            onChange={(event) => {
              change({ [end]: event.target.value });
            }}
          />
        </label>
      ))}
    </FilterBar>
  );
}
