import { Plus } from 'lucide-react';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { templatesOf, viewsOf, type RulesContext } from './context.ts';
import { conditionsText, timingText } from './words.ts';
import styles from './rules.module.css';

interface TemplateListProps {
  readonly context: RulesContext;
  /** Told which proposal to start from; null for a rule with nothing in it. */
  readonly onChoose: (template: string | null) => void;
}

/** What a new rule can start from: proposals of the integration, or nothing. */
export function TemplateList({ context, onChoose }: TemplateListProps) {
  const text = useText();
  const locale = useLocale();
  const views = viewsOf(context);
  return (
    <ul className={styles.templates} aria-label={text('rules.templates')}>
      {templatesOf(context).map((template) => {
        const view = views.find((one) => one.id === template.view);
        const name = phraseIn(locale.language, template.name);
        return (
          <li key={template.id} className={styles.template}>
            <div>
              <strong>{name}</strong>
              <p className={styles.muted}>
                {[view?.label ?? template.view, timingText(template.timing, { text, locale })].join(' · ')}
              </p>
              <p className={styles.muted}>{conditionsText(template, view, { text, locale })}</p>
            </div>
            <Button
              writes
              icon={Plus}
              aria-label={text('rules.useOf', { template: name })}
              onClick={() => {
                onChoose(template.id);
              }}
            >
              {text('rules.use')}
            </Button>
          </li>
        );
      })}
      <li className={styles.template}>
        <div>
          <strong>{text('rules.blank')}</strong>
          <p className={styles.muted}>{text('rules.blankNote')}</p>
        </div>
        <Button
          writes
          icon={Plus}
          aria-label={text('rules.useOf', { template: text('rules.blank') })}
          disabled={views.length === 0}
          onClick={() => {
            onChoose(null);
          }}
        >
          {text('rules.use')}
        </Button>
      </li>
    </ul>
  );
}
