import { useController, type UseFormReturn } from 'react-hook-form';
import { useText } from '../../i18n/text.ts';
import { DateField } from '../../ui/date-field.tsx';
import type { FormValues } from './form-values.ts';
import styles from './connect.module.css';

interface SecretExpiryProps {
  readonly name: string;
  readonly form: UseFormReturn<FormValues>;
}

/** The day on which a secret expires, where its system says one: an alert tells it in time. */
export function SecretExpiry({ name, form }: SecretExpiryProps) {
  const text = useText();
  const { field } = useController({ control: form.control, name: `expiries.${name}` });
  return (
    <div className={styles.expiry}>
      <DateField fit label={text('connect.expires')} value={field.value} onChange={field.onChange} />
    </div>
  );
}
