import { ArrowRight } from 'lucide-react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { SignInPanel } from '../sign-in/sign-in-panel.tsx';
import styles from './connect.module.css';

interface SignInStepProps {
  readonly connection: Connection;
  readonly system: SystemDescriptor;
  readonly next: () => void;
}

/** Somebody signs in at the source: only then does it say what there is to read. */
export function SignInStep({ connection, system, next }: SignInStepProps) {
  const text = useText();
  const state = useAsk('connections.sign-in.state', { id: connection.id }).data;
  const isSignedIn = state?.kind === 'signed-in';
  return (
    <SignInPanel connection={connection} system={system} open>
      <div className={styles.actions}>
        {isSignedIn ? null : <span className={styles.muted}>{text('signIn.next')}</span>}
        <Button kind={isSignedIn ? 'primary' : 'secondary'} icon={ArrowRight} disabled={!isSignedIn} onClick={next}>
          {text('connect.next')}
        </Button>
      </div>
    </SignInPanel>
  );
}
