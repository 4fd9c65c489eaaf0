import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Licences } from './licences.tsx';
import { versionItems } from './versions.ts';

/** What this is: its version, that practice data is made up, and the software inside with its licences. */
export function About({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  return (
    <Page title={text('about.title')} intro={text('about.intro')}>
      <Panel title={text('about.this')}>
        <KeyValues items={versionItems(info, text)} />
      </Panel>
      <Panel title={text('about.practice')}>
        <p>{text('about.practiceText')}</p>
      </Panel>
      <Licences />
    </Page>
  );
}
