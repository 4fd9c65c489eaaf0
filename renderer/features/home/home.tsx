import { Plus } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/panel.tsx';
import { FirstStart } from './first-start.tsx';
import { FlowCard } from './flow-card.tsx';
import styles from './home.module.css';

/** Is the data in, and if not, why: one card per flow. */
export function Home() {
  const text = useText();
  const overview = useAsk('flows.overview', {});
  return (
    <Loaded of={overview}>
      {(rows) =>
        rows.length === 0 ? (
          <FirstStart />
        ) : (
          <Page
            title={text('home.title')}
            actions={
              <ButtonLink to="/connect" icon={Plus}>
                {text('home.add')}
              </ButtonLink>
            }
          >
            <ul className={styles.flows} aria-label={text('home.flows')}>
              {rows.map((row) => (
                <li key={row.flow.id}>
                  <FlowCard row={row} />
                </li>
              ))}
            </ul>
          </Page>
        )
      }
    </Loaded>
  );
}
