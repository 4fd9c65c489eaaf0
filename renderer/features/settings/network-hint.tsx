import { Network } from 'lucide-react';
import type { CheckStep } from '../../../shared/model/check.ts';
import { useText } from '../../i18n/text.ts';
import { pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { failedOnTheWay } from './network-values.ts';
import styles from './network.module.css';

/** The way to the network settings, below a check that failed at the proxy or the certificate. */
export function NetworkHint({ steps }: { readonly steps: readonly CheckStep[] }) {
  const text = useText();
  if (!failedOnTheWay(steps)) return null;
  return (
    <div className={styles.outside}>
      <ButtonLink icon={Network} to={pathOf('settings', 'network')}>
        {text('network.open')}
      </ButtonLink>
    </div>
  );
}
