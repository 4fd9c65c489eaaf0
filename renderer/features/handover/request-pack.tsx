import { Copy, Download } from 'lucide-react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { copyText } from '../../lib/clipboard.ts';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { say } from '../../ui/toasts.tsx';
import { useDraft } from '../connect/draft.ts';
import { buildPack } from './build-pack.ts';
import { useChosenStreams } from './chosen-streams.ts';
import { packHtml, packMarkdown, type Pack, type PackSection } from './pack.ts';
import styles from './pack.module.css';

interface RequestPackProps {
  readonly systemId: string;
  /** A stored connection; without it, what was typed in the draft so far. */
  readonly connectionId: string | undefined;
}

/** The request to a system's administrator: to read, to copy and to save. */
export function RequestPack({ systemId, connectionId }: RequestPackProps) {
  const text = useText();
  const systems = useAsk('systems.list', {});
  const connections = useAsk('connections.list', {}).data ?? [];
  const settings = useSettings(systemId, connections.find((one) => one.id === connectionId)?.settings);
  const streams = useChosenStreams(connectionId, systems.data?.find((one) => one.id === systemId)?.id);
  return (
    <LoadedScreen of={systems}>
      {(all) => {
        const system = all.find((one) => one.id === systemId);
        if (system === undefined) return <Page title={text('notFound.title')}>{text('notFound.text')}</Page>;
        return <PackPage pack={buildPack({ text, system, settings, streams })} systemId={systemId} />;
      }}
    </LoadedScreen>
  );
}

/** Settings of the connection, else those typed so far. */
function useSettings(
  systemId: string,
  stored: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const forms = useDraft((draft) => draft.forms);
  const typed = [forms.source, forms.destination].find((one) => one?.system === systemId);
  return { ...stored, ...typed?.settings };
}

/** Begins what is not chosen yet. */
const blank = '‹';

function PackPage({ pack, systemId }: { readonly pack: Pack; readonly systemId: string }) {
  const text = useText();
  const { locale } = useIntl();
  const save = (name: string, type: string, content: string): void => {
    download(name, type, content);
    say(text('pack.saved', { file: name }));
  };
  const markdown = packMarkdown(pack);
  return (
    <Page
      title={pack.title}
      intro={text('pack.intro')}
      actions={
        <>
          <Button
            onClick={() => {
              window.history.back();
            }}
          >
            {text('pack.back')}
          </Button>
          <CopyText value={markdown} />
          <Button
            icon={Download}
            onClick={() => {
              save(`ml-connector-${systemId}.md`, 'text/markdown', markdown);
            }}
          >
            {text('pack.markdown')}
          </Button>
          <Button
            icon={Download}
            onClick={() => {
              save(`ml-connector-${systemId}.html`, 'text/html', packHtml(pack, locale));
            }}
          >
            {text('pack.html')}
          </Button>
        </>
      }
    >
      <Panel title={text('pack.document')}>
        <div className={styles.pack}>
          <p>{pack.intro}</p>
          {packMarkdown(pack).includes(blank) ? <p className={styles.note}>{text('pack.blanks')}</p> : null}
          {pack.sections.map((section) => (
            <Section key={section.heading} section={section} />
          ))}
        </div>
      </Panel>
    </Page>
  );
}

function CopyText({ value }: { readonly value: string }) {
  const text = useText();
  const copy = async (): Promise<void> => {
    if (await copyText(value)) say(text('common.copied'));
  };
  return (
    <Button icon={Copy} onClick={() => void copy()}>
      {text('pack.copy')}
    </Button>
  );
}

function Section({ section }: { readonly section: PackSection }) {
  const text = useText();
  const List = section.ordered === true ? 'ol' : 'ul';
  return (
    <section>
      <h3>{section.heading}</h3>
      {section.text === undefined ? null : <p>{section.text}</p>}
      {section.items === undefined ? null : (
        <List>
          {section.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </List>
      )}
      {section.code === undefined ? null : (
        <CodeBlock code={section.code} label={section.heading} copyLabel={text('plan.copy')} />
      )}
      {section.note === undefined ? null : <p className={styles.note}>{section.note}</p>}
    </section>
  );
}

function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
