import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { useText } from '../i18n/text.ts';
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

/** Copies through the clipboard, or, where the page may not use it, by selecting and copying. True if it worked. */
export async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = value;
    area.setAttribute('aria-hidden', 'true');
    document.body.append(area);
    area.select();
    // Old, but the only way left where the host denies the clipboard permission.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
