import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import styles from './text-input.module.css';

interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style'> {
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Secrets use `type="password"`; pasting and password managers work. */
export function TextInput(props: TextInputProps) {
  return <input type="text" autoComplete="off" spellCheck={false} {...props} className={styles.input} />;
}

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'style'> {
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text, in fixed-width letters. */
export function TextArea(props: TextAreaProps) {
  return <textarea rows={4} spellCheck={false} {...props} className={`${styles.input ?? ''} ${styles.area ?? ''}`} />;
}
