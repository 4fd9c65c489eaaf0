import { languages, type Language } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './rules.module.css';

interface MessageLanguageProps {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
}

/** In which language a flow writes its messages; a choice counts at once. */
export function MessageLanguage({ language, onChange }: MessageLanguageProps) {
  const text = useText();
  return (
    <Panel title={text('messageLanguage.title')} note={text('messageLanguage.note')}>
      <div className={styles.pair}>
        <Field label={text('settings.language')} help={text('messageLanguage.help')}>
          {(ids) => (
            <Select
              {...ids}
              value={language}
              options={languages.map((one) => ({ value: one, label: text(`settings.language.${one}`) }))}
              onChange={(chosen) => {
                const next = languages.find((one) => one === chosen);
                if (next !== undefined && next !== language) onChange(next);
              }}
            />
          )}
        </Field>
      </div>
    </Panel>
  );
}
