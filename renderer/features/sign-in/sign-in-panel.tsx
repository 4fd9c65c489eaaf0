import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SignInBadge, SignInFacts } from './sign-in-facts.tsx';
import { SignInSteps } from './sign-in-steps.tsx';
import styles from './sign-in.module.css';

interface SignInProps {
  readonly connection: Connection;
  readonly system: SystemDescriptor;
  /** Begun at once where nobody is signed in: for where that is what a person came for. */
  readonly open?: boolean;
  readonly onSignedIn?: () => void;
}

/** The sign-in of a connection as a panel of its own. */
export function SignInPanel({ children, ...props }: SignInProps & { readonly children?: ReactNode }) {
  const text = useText();
  return (
    <Panel title={text('signIn.title', { system: props.system.name })}>
      <div className={styles.form}>
        <SignIn {...props} />
        {children}
      </div>
    </Panel>
  );
}

/** The sign-in of a connection as a part of the connection's panel. */
export function SignInPart(props: SignInProps) {
  const text = useText();
  const title = text('signIn.title', { system: props.system.name });
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      <SignIn {...props} />
    </section>
  );
}

/** How the sign-in stands, and the way to sign in, or to do it again. */
function SignIn({ connection, system, open = false, onSignedIn }: SignInProps) {
  const state = useAsk('connections.sign-in.state', { id: connection.id });
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const kind = state.data?.kind;
  const isOpen = asked || (open && kind !== undefined && kind !== 'signed-in');
  const signedIn = (): void => {
    setAsked(false);
    setDone(true);
    onSignedIn?.();
  };
  return (
    <>
      <Loaded of={state}>
        {(loaded) => (
          <>
            <div className={styles.line}>
              <SignInBadge state={loaded} />
              {isOpen && !asked ? null : <SignInToggle kind={loaded.kind} asked={asked} onAsk={setAsked} />}
            </div>
            {done && !isOpen ? <Done system={system.name} /> : null}
            <SignInFacts state={loaded} />
          </>
        )}
      </Loaded>
      {isOpen ? (
        <SignInSteps
          connectionId={connection.id}
          system={system.name}
          isPractice={connection.practice}
          redirectUri={connection.settings['redirectUri'] ?? ''}
          onSignedIn={signedIn}
        />
      ) : null}
    </>
  );
}

interface ToggleProps {
  readonly kind: 'never' | 'signed-in' | 'ended';
  readonly asked: boolean;
  readonly onAsk: (asked: boolean) => void;
}

function SignInToggle({ kind, asked, onAsk }: ToggleProps) {
  const text = useText();
  const toggle = (): void => {
    onAsk(!asked);
  };
  if (asked) return <Button onClick={toggle}>{text('common.cancel')}</Button>;
  return (
    <Button writes icon={KeyRound} onClick={toggle}>
      {text(kind === 'never' ? 'signIn.begin' : 'signIn.again')}
    </Button>
  );
}

/** Takes the focus from the field that is gone, so that the keyboard and a screen reader go on here. */
function Done({ system }: { readonly system: string }) {
  const text = useText();
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    line.current?.focus();
  }, []);
  return (
    <p ref={line} tabIndex={-1} role="status" className={styles.done}>
      {text('signIn.done', { system })}
    </p>
  );
}
