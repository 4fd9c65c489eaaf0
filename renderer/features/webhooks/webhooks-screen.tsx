import { List } from 'lucide-react';
import type { WebhookOverview } from '../../../shared/webhooks/state.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { RejectionsPanel } from './rejections-panel.tsx';
import { SettingsForm } from './settings-form.tsx';
import styles from './webhooks.module.css';

/** Systems that call this app when something changed: off until a person turns it on. */
export function WebhooksScreen() {
  const text = useText();
  const overview = useAsk('webhooks.get', {});
  return (
    <LoadedScreen of={overview}>
      {(state) => (
        <Page
          title={text('webhooks.title')}
          intro={text('webhooks.intro')}
          actions={
            state.connections.length === 0 ? undefined : (
              <ButtonLink to="/webhooks/events" icon={List}>
                {text('webhooks.events')}
              </ButtonLink>
            )
          }
        >
          {state.connections.length === 0 ? <Empty text={text('webhooks.none')} /> : <Parts state={state} />}
        </Page>
      )}
    </LoadedScreen>
  );
}

function Parts({ state }: { readonly state: WebhookOverview }) {
  const text = useText();
  const { settings, connections } = state;
  const about = (['enough', 'tunnel', 'domain', 'sleep'] as const).map((one) => (
    <li key={one}>{text(`webhooks.about.${one}`, { port: String(settings.port) })}</li>
  ));
  return (
    <>
      {settings.on ? <HealthPanel state={state} /> : null}
      <Panel title={text('webhooks.settings')}>
        <div className={styles.columns}>
          <SettingsForm key={JSON.stringify(settings)} settings={settings} />
          <section aria-label={text('webhooks.about')}>
            <h3>{text('webhooks.about')}</h3>
            <ul className={styles.about}>{about}</ul>
          </section>
        </div>
      </Panel>
      {settings.on ? connections.map((one) => <ConnectionPanel key={one.connectionId} connection={one} />) : null}
      {state.rejections.length === 0 ? null : <RejectionsPanel state={state} />}
    </>
  );
}
