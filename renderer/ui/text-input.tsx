import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { useLocked } from '../lib/read-only.ts';
import styles from './text-input.module.css';

interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style'> {
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Secrets use `type="password"`; pasting and password managers work. */
export function TextInput({ disabled = false, ...props }: TextInputProps) {
  const isOff = useLocked() || disabled;
  return (
    <input type="text" autoComplete="off" spellCheck={false} {...props} disabled={isOff} className={styles.input} />
  );
}

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'style'> {
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text, in fixed-width letters. */
export function TextArea({ disabled = false, ...props }: TextAreaProps) {
  const isOff = useLocked() || disabled;
  return (
    <textarea
      rows={4}
      spellCheck={false}
      {...props}
      disabled={isOff}
      className={`${styles.input ?? ''} ${styles.area ?? ''}`}
    />
  );
}
