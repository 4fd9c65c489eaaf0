import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/text.ts';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';

interface LicencesFile {
  readonly texts: readonly string[];
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    /** SPDX expression, as the package states it. */
    readonly licence: string;
    /** Place of its licence's text in `texts`; null if the package ships none. */
    readonly text: number | null;
  }[];
}

/** Every package inside, with the text of its licence. The list is a part of its own, read when it is looked at. */
export function Licences() {
  const text = useText();
  const file = useQuery<LicencesFile>({
    queryKey: ['licences'],
    queryFn: async () => (await import('./licences.json')).default,
  });
  return (
    <Loaded of={file}>
      {({ packages, texts }) => (
        <Panel title={text('about.licences')} note={text('about.licencesNote', { count: packages.length })}>
          <ul className={styles.licences} aria-label={text('about.licences')}>
            {packages.map((one) => (
              <li key={`${one.name}@${one.version}`}>
                <details>
                  <summary>
                    <span dir="ltr">{`${one.name} ${one.version}`}</span>
                    <span className={styles.muted}>{one.licence}</span>
                  </summary>
                  <pre dir="ltr" tabIndex={0} aria-label={text('about.licenceOf', { name: one.name })}>
                    {one.text === null ? text('about.noLicenceText', { licence: one.licence }) : texts[one.text]}
                  </pre>
                </details>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Loaded>
  );
}
