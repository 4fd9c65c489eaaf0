import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { useText } from '../i18n/text.ts';
import { copyText } from '../lib/clipboard.ts';
import { IconButton } from './button.tsx';

interface CopyButtonProps {
  readonly value: string;
  readonly label: string;
}

/** Copies a text; the icon turns into a tick once it is there. */
export function CopyButton({ value, label }: CopyButtonProps) {
  const text = useText();
  const [copied, setCopied] = useState<string | null>(null);
  const done = copied === value;
  const copy = async (): Promise<void> => {
    setCopied((await copyText(value)) ? value : null);
  };
  return (
    <IconButton icon={done ? Check : Copy} label={done ? text('common.copied') : label} onClick={() => void copy()} />
  );
}
