import {
  dateFormats,
  languageOf,
  languages,
  numberFormats,
  settingsSchema,
  type DateFormat,
  type NumberFormat,
  type Settings,
} from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { formatAmount, formatDate } from '../../lib/format.ts';
import { localeOf } from '../../lib/locale.ts';
import { useAsk } from '../../lib/queries.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Money } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccountingDate } from '../../ui/relative-time.tsx';
import { Choice } from './choice.tsx';
import { useChange } from './use-settings.ts';
import styles from './settings.module.css';

const exampleAmount = '-1234567.89';
const exampleDate = '2026-03-31';

/** The language of the words, and how numbers and dates are written, each chosen apart. */
export function FormatsPanel({ settings }: { readonly settings: Settings }) {
  const text = useText();
  const { change, error } = useChange();
  const systemTag = useAsk('app.info', {}).data?.locale ?? 'en';
  const showAs = (part: Partial<Settings>) => localeOf({ ...settings, ...part }, systemTag);
  const languageLabel = (value: Settings['language']): string =>
    value === 'system'
      ? text('settings.language.system', { language: text(`settings.language.${languageOf('system', systemTag)}`) })
      : text(`settings.language.${value}`);
  const numberLabel = (value: NumberFormat): string => {
    const example = formatAmount('1234.56', '', showAs({ numberFormat: value }));
    return value === 'language' ? text('settings.asLanguage', { example }) : example;
  };
  const dateLabel = (value: DateFormat): string => {
    const example = formatDate(exampleDate, showAs({ dateFormat: value }));
    return value === 'language' ? text('settings.asLanguage', { example }) : example;
  };
  return (
    <Panel title={text('settings.formats')}>
      <div className={styles.form}>
        <Choice
          label={text('settings.language')}
          value={settings.language}
          values={['system', ...languages]}
          labelOf={languageLabel}
          onChange={(language) => {
            change({ language });
          }}
        />
        <Choice
          label={text('settings.numberFormat')}
          value={settings.numberFormat}
          values={numberFormats}
          labelOf={numberLabel}
          onChange={(numberFormat) => {
            change({ numberFormat });
          }}
        />
        <Choice
          label={text('settings.negative')}
          value={settings.negative}
          values={settingsSchema.shape.negative.options}
          labelOf={(negative) => formatAmount('-1234.56', '', showAs({ negative }))}
          onChange={(negative) => {
            change({ negative });
          }}
        />
        <Choice
          label={text('settings.dateFormat')}
          value={settings.dateFormat}
          values={dateFormats}
          labelOf={dateLabel}
          onChange={(dateFormat) => {
            change({ dateFormat });
          }}
        />
        <Example />
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Panel>
  );
}

function Example() {
  const text = useText();
  return (
    <p className={styles.example}>
      <span>{text('settings.example')}</span>
      <output>
        <Money amount={exampleAmount} currency="EUR" /> · <AccountingDate date={exampleDate} />
      </output>
    </p>
  );
}
