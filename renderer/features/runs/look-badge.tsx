import { useText } from '../../i18n/text.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { Look } from './words.ts';

/** A state in its icon, word and colour. */
export function LookBadge({ look, whole = false }: { readonly look: Look; readonly whole?: boolean }) {
  const text = useText();
  return (
    <StateBadge tone={look.tone} icon={look.icon} label={text(look.word)} moving={look.moving ?? false} whole={whole} />
  );
}
