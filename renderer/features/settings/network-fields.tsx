import type { NetworkState, ProxyChoice } from '../../../shared/model/network.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Choice } from './choice.tsx';
import { NetworkPassword } from './network-password.tsx';
import { hasStoredPassword, type NetworkForm } from './network-values.ts';

interface NetworkFieldsProps {
  readonly form: NetworkForm;
  readonly state: NetworkState;
  readonly onChange: (part: Partial<NetworkForm>) => void;
  readonly onRemovePassword: () => void;
}

/** The controls of the proxy choice that is made, and of the extra CA file. */
export function NetworkFields({ form, state, onChange, onRemovePassword }: NetworkFieldsProps) {
  const text = useText();
  const kinds: ProxyChoice['kind'][] = ['automatic', 'none', 'address'];
  // Where it cannot be followed it is offered only if it is what is set, so that it can be seen and left.
  if (state.followsPac || state.proxy.kind === 'pac') kinds.push('pac');
  return (
    <>
      <Choice
        label={text('network.proxy')}
        value={form.kind}
        values={kinds}
        labelOf={(kind) =>
          text(
            kind === 'automatic'
              ? `network.proxy.automatic.${state.followsPac ? 'desktop' : 'other'}`
              : `network.proxy.${kind}`,
          )
        }
        onChange={(kind) => {
          onChange({ kind });
        }}
      />
      <p>{text('network.proxyHelp')}</p>
      {form.kind === 'address' ? (
        <>
          <TextField
            name="address"
            label={text('network.address')}
            placeholder={text('network.addressPlaceholder')}
            {...{ form, onChange }}
          />
          <TextField
            name="username"
            label={text('network.username')}
            help={text('network.usernameHelp')}
            isOptional
            {...{ form, onChange }}
          />
          {form.username === '' ? null : (
            <NetworkPassword
              key={`${form.address} ${form.username} ${state.passwordReplacedAtUtc ?? ''}`}
              storedAtUtc={hasStoredPassword(form, state) ? state.passwordReplacedAtUtc : null}
              value={form.password}
              onChange={(password) => {
                onChange({ password });
              }}
              onRemove={onRemovePassword}
            />
          )}
        </>
      ) : null}
      {form.kind === 'pac' ? (
        <TextField
          name="pacAddress"
          label={text('network.pacAddress')}
          placeholder={text('network.pacPlaceholder')}
          {...(state.followsPac ? {} : { help: text('network.pacOnly') })}
          {...{ form, onChange }}
        />
      ) : null}
      <TextField
        name="extraCaFile"
        label={text('network.caFile')}
        help={text('network.caFileHelp')}
        isOptional
        {...{ form, onChange }}
      />
    </>
  );
}

interface TextFieldProps extends Pick<NetworkFieldsProps, 'form' | 'onChange'> {
  readonly name: 'address' | 'username' | 'pacAddress' | 'extraCaFile';
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly isOptional?: boolean;
}

function TextField({ name, label, help, placeholder, isOptional = false, form, onChange }: TextFieldProps) {
  const text = useText();
  return (
    <Field label={label} help={help} mark={isOptional ? text('network.optional') : undefined}>
      {(ids) => (
        <TextInput
          {...ids}
          dir="ltr"
          placeholder={placeholder}
          value={form[name]}
          onChange={(event) => {
            onChange({ [name]: event.target.value });
          }}
        />
      )}
    </Field>
  );
}
