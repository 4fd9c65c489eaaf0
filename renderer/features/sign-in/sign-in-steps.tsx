import { Check, ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { SignInState } from '../../../shared/model/sign-in.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useSeconds } from '../runs/use-timeline.ts';
import { landingProblem, timeLeft } from './landing-problem.ts';
import { useSigningIn, type SigningIn, type UnderWay } from './use-sign-in.ts';
import styles from './sign-in.module.css';

interface SignInStepsProps {
  readonly connectionId: string;
  /** Name of the system: “Exact Online”. */
  readonly system: string;
  readonly isPractice: boolean;
  /** The setting that says where the browser ends, as far as it is known before the sign-in is begun. */
  readonly redirectUri: string;
  readonly onSignedIn: (state: SignInState) => void;
}

/** The way through the system's browser: open its page, see what comes, paste the address that it ends on. */
export function SignInSteps({ connectionId, system, isPractice, redirectUri, onSignedIn }: SignInStepsProps) {
  const text = useText();
  const signing = useSigningIn(connectionId, onSignedIn);
  const { underWay, error, busy, open } = signing;
  const ends = underWay?.redirectUri ?? redirectUri;
  return (
    <div className={styles.form}>
      <ol className={styles.steps}>
        <li>
          <p>{text(isPractice ? 'signIn.stepPractice' : 'signIn.step1', { system })}</p>
          <div className={styles.line}>
            <Button
              writes
              kind={underWay === null ? 'primary' : 'secondary'}
              icon={ExternalLink}
              busy={busy}
              onClick={() => void open()}
            >
              {text(underWay === null && error === null ? 'signIn.open' : 'signIn.openAgain')}
            </Button>
          </div>
          {underWay === null ? null : (
            <Fold label={text('signIn.notOpened')}>
              <CodeBlock
                code={underWay.address}
                label={text('signIn.address')}
                copyLabel={text('signIn.copyAddress')}
              />
            </Fold>
          )}
        </li>
        <li>
          <p>
            {text('signIn.step2')} <code className={styles.landing}>{ends}</code>
          </p>
          <p className={styles.note}>{text('signIn.step2Note')}</p>
        </li>
        <li>
          <p>{text('signIn.step3', { system })}</p>
          {underWay === null ? null : <Paste key={underWay.untilMs} underWay={underWay} signing={signing} />}
        </li>
      </ol>
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
}

interface PasteProps {
  readonly underWay: UnderWay;
  readonly signing: SigningIn;
}

/** The field for the address. It takes the focus: the next that a person does here is to paste. */
function Paste({ underWay, signing }: PasteProps) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [landed, setLanded] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const seconds = (underWay.untilMs - useSeconds(true)) / 1000;
  const isOver = seconds <= 0;
  useEffect(() => {
    input.current?.focus();
  }, []);
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong = landingProblem(landed, underWay.redirectUri);
    setProblem(wrong === null ? undefined : text(`signIn.problem.${wrong}`, { address: underWay.redirectUri }));
    if (wrong === null) void signing.finish(landed.trim());
    else input.current?.focus();
  };
  return (
    <form className={styles.paste} noValidate onSubmit={send}>
      <Field label={text('signIn.landed')} help={text('signIn.landedHelp')} error={problem}>
        {(ids) => (
          <TextInput
            {...ids}
            ref={input}
            value={landed}
            inputMode="url"
            placeholder={text('signIn.example', { address: underWay.redirectUri })}
            disabled={isOver}
            onChange={(event) => {
              setLanded(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className={styles.line}>
        <Button
          writes
          type="submit"
          kind="primary"
          icon={Check}
          busy={signing.busy}
          disabled={isOver || landed.trim() === ''}
        >
          {text('signIn.finish')}
        </Button>
        <span className={styles.left} role="timer">
          {isOver ? text('signIn.over') : text('signIn.left', { time: timeLeft(seconds) })}
        </span>
        {/* Said once, when it is over: not each second that is left. */}
        <span role="status" className={styles.announced}>
          {isOver ? text('signIn.over') : ''}
        </span>
      </div>
    </form>
  );
}
