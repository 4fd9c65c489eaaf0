import { Fragment } from 'react';
import { useText } from '../../i18n/text.ts';
import { keyCaps } from './keys.ts';
import { isMac } from './use-shortcuts.ts';
import styles from './palette.module.css';

/** The keys of a shortcut, each as a cap; two in a row are told apart from two at once. */
export function KeyCaps({ keys }: { readonly keys: string }) {
  const text = useText();
  return (
    <span className={styles.keys}>
      {keyCaps(keys, isMac).map((cap, index) => (
        <Fragment key={cap}>
          {index > 0 && keys.includes(' ') ? <span className={styles.then}>{text('shortcuts.then')}</span> : null}
          <kbd className={styles.key}>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
