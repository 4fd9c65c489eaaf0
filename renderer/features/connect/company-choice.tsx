import { RefreshCw } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { MultiChoice } from './multi-choice.tsx';
import styles from './connect.module.css';

interface CompanyChoiceProps {
  /** Null while nothing is stored that the system could be asked with. */
  readonly connectionId: string | null;
  /** Name of the system: “Exact Online”. */
  readonly system: string;
  readonly field: string;
  readonly label: string;
  /** Values separated by commas, as the setting holds them. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Several values of a field from what the system itself lists, once somebody has signed in there. */
export function CompanyChoice({ connectionId, system, field, label, value, onChange }: CompanyChoiceProps) {
  const text = useText();
  const isStored = connectionId !== null;
  const state = useAsk('connections.sign-in.state', { id: connectionId ?? '' }, { enabled: isStored });
  const isSignedIn = state.data?.kind === 'signed-in';
  const choices = useAsk('connections.choices', { id: connectionId ?? '', field }, { enabled: isStored && isSignedIn });
  const chosen = valuesOf(value);
  if (isStored && state.isPending) return <Waiting text={text('common.loading')} />;
  if (!isSignedIn) return <Later system={system} chosen={chosen} />;
  const again = (
    <Button kind="quiet" icon={RefreshCw} busy={choices.isFetching} onClick={() => void choices.refetch()}>
      {text('companies.lookAgain')}
    </Button>
  );
  if (choices.error !== null) {
    return (
      <div className={styles.several}>
        <ErrorNotice error={dtoOf(choices.error)} action={again} />
        <TypedValues label={label} value={value} onChange={onChange} />
      </div>
    );
  }
  if (choices.data === undefined) return <Waiting text={text('common.loading')} />;
  if (choices.data.length === 0 && chosen.length === 0) {
    return (
      <p className={styles.muted}>
        {text('companies.empty', { system })} {again}
      </p>
    );
  }
  return (
    <MultiChoice
      label={label}
      choices={choices.data}
      chosen={chosen}
      action={again}
      onChange={(next) => {
        onChange(next.join(','));
      }}
    />
  );
}

/** The single values of a setting that holds several. */
export function valuesOf(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function Later({ system, chosen }: { readonly system: string; readonly chosen: readonly string[] }) {
  const text = useText();
  return (
    <div>
      <p className={styles.where}>{text('companies.signInFirst', { system })}</p>
      {chosen.length === 0 ? null : <p>{text('companies.chosenBefore', { values: chosen.join(', ') })}</p>}
    </div>
  );
}

/** For a list that cannot be had: the values can still be typed. */
function TypedValues({ label, value, onChange }: Pick<CompanyChoiceProps, 'label' | 'value' | 'onChange'>) {
  const text = useText();
  return (
    <TextField
      label={text('companies.typed', { label })}
      help={text('companies.typedHelp')}
      value={value}
      onChange={onChange}
    />
  );
}
