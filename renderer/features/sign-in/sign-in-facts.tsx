import { CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import type { SignInState } from '../../../shared/model/sign-in.ts';
import { useText } from '../../i18n/text.ts';
import type { TextId } from '../../i18n/text.ts';
import { KeyValues } from '../../ui/key-values.tsx';
import { Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import styles from './sign-in.module.css';

interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly word: TextId;
  readonly note: TextId;
}

const looks = {
  never: { tone: 'neutral', icon: CircleDashed, word: 'signIn.never', note: 'signIn.neverNote' },
  in: { tone: 'ok', icon: CircleCheck, word: 'signIn.in', note: 'signIn.inNote' },
  warns: { tone: 'warn', icon: Hourglass, word: 'signIn.warns', note: 'signIn.warnsNote' },
  ended: { tone: 'bad', icon: CircleX, word: 'signIn.ended', note: 'signIn.endedNote' },
} as const satisfies Record<string, Look>;

function lookOf({ kind, warns }: SignInState): Look {
  if (kind === 'signed-in') return warns ? looks.warns : looks.in;
  return looks[kind];
}

/** How a sign-in stands, as a badge. */
export function SignInBadge({ state }: { readonly state: SignInState }) {
  const text = useText();
  const look = lookOf(state);
  return <StateBadge tone={look.tone} icon={look.icon} label={text(look.word)} />;
}

/** How a sign-in stands, since when, until when, and what that means for the data. */
export function SignInFacts({ state }: { readonly state: SignInState }) {
  const text = useText();
  const { signedInAtUtc, signedInAs, endsUnusedAtUtc, kind } = state;
  const items = [
    ...(signedInAtUtc === null ? [] : [{ name: text('signIn.since'), value: <Moment atUtc={signedInAtUtc} /> }]),
    ...(typeof signedInAs === 'string' ? [{ name: text('signIn.as'), value: signedInAs }] : []),
    ...(endsUnusedAtUtc === null || kind !== 'signed-in'
      ? []
      : [
          {
            name: text('signIn.ends'),
            value: (
              <>
                <Moment atUtc={endsUnusedAtUtc} /> (<RelativeTime atUtc={endsUnusedAtUtc} />)
              </>
            ),
          },
        ]),
  ];
  return (
    <div className={styles.facts}>
      {items.length === 0 ? null : <KeyValues items={items} />}
      <p className={styles.note}>{text(lookOf(state).note)}</p>
    </div>
  );
}
