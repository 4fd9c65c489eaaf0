import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { RulesForm } from './rules-form.tsx';

/** What alerts tell, and from where on. */
export function AlertRulesScreen() {
  const text = useText();
  const rules = useAsk('alerts.rules', {});
  return (
    <Page
      title={text('alertRules.title')}
      intro={text('alertRules.intro')}
      above={<Link to="/alerts">{text('alerts.title')}</Link>}
    >
      <Loaded of={rules}>{(known) => <RulesForm rules={known} />}</Loaded>
    </Page>
  );
}
