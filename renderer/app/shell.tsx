import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { useText } from '../i18n/text.ts';
import { ReadOnly } from '../lib/read-only.ts';
import { useRoute } from '../lib/router.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { Announcer } from './announcer.tsx';
import { Screen } from './screen.tsx';
import { CommandCenter } from '../features/palette/command-center.tsx';
import { FreezeDialog } from '../features/runs/freeze-dialog.tsx';
import { VaultDialog } from '../features/vault/vault-dialog.tsx';
import styles from './shell.module.css';

/** Navigation at the left, what needs a person on top, the screen of the route in the middle. */
export function Shell({ info }: { readonly info: OutputOf<'app.info'> }) {
  const text = useText();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const place = route.slice(0, 2).join('/');
  const shown = useRef(place);
  useEffect(() => {
    // A new screen is read from its beginning; the first one leaves the focus to the page.
    if (shown.current === place) return;
    shown.current = place;
    main.current?.focus({ preventScroll: true });
    scroller.current?.scrollTo(0, 0);
  }, [place]);
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {text('nav.skip')}
      </a>
      <Navigation info={info} here={route[0] ?? ''} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Notices info={info} route={route} />
        <div ref={scroller} className={styles.scroller}>
          <ReadOnly value={info.store.state === 'read-only'}>
            <Screen route={route} info={info} />
          </ReadOnly>
        </div>
      </main>
      <Announcer />
      <VaultDialog vault={info.vault} />
      <FreezeDialog />
      <CommandCenter />
    </div>
  );
}
