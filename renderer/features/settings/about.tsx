import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Panel } from '../../ui/panel.tsx';

/** What is running, and where its data lives. */
export function About({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const items = [
    { name: text('about.version'), value: info.version },
    { name: text('about.host'), value: text(`about.host.${info.host}`) },
    { name: text('about.engine'), value: text(info.attached ? 'about.attached' : 'about.own') },
    { name: text('about.folder'), value: info.dataFolder },
    { name: text('about.store'), value: text(info.store.state === 'ready' ? 'about.ready' : 'about.readOnly') },
    {
      name: text('about.vault'),
      value: `${text(`about.vault.${info.vault.kind}`)} · ${text(`about.vault.${info.vault.state}`)}`,
    },
    { name: text('about.locale'), value: info.locale },
  ];
  return (
    <Page title={text('about.title')} intro={text('about.intro')}>
      <Panel title={text('about.this')}>
        <KeyValues items={items} />
      </Panel>
    </Page>
  );
}
