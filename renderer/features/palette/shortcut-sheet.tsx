import type { ReactNode } from 'react';
import { useText, type TextId } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Command } from './commands.ts';
import { KeyCaps } from './key-caps.tsx';
import { usePalette } from './palette-state.ts';
import { screenKeys } from './use-shortcuts.ts';
import styles from './palette.module.css';

const onScreens: readonly (readonly [TextId, string])[] = [
  ['shortcuts.search', screenKeys.search],
  ['shortcuts.primary', screenKeys.primary],
  ['shortcuts.back', screenKeys.back],
];

const inLists: readonly (readonly [TextId, string])[] = [
  ['shortcuts.move', '↑ ↓'],
  ['shortcuts.openRow', 'Enter'],
  ['shortcuts.select', 'Space'],
  ['shortcuts.range', 'shift+↓'],
  ['shortcuts.all', 'mod+a'],
  ['shortcuts.copy', 'mod+c'],
];

/** Every shortcut there is, read from the same list that hears them. */
export function ShortcutSheet({ commands }: { readonly commands: readonly Command[] }) {
  const text = useText();
  const isOpen = usePalette((state) => state.open === 'shortcuts');
  const show = usePalette((state) => state.show);
  const areSingleOn = useAsk('settings.get', {}).data?.singleKeyShortcuts ?? true;
  const close = (): void => {
    show(null);
  };
  const named = commands.flatMap(({ text: id, values, keys }) =>
    keys === undefined ? [] : [[text(id, values), keys] as const],
  );
  const translated = (list: readonly (readonly [TextId, string])[]) =>
    list.map(([id, keys]) => [text(id), keys] as const);
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      title={text('shortcuts.title')}
      description={areSingleOn ? undefined : text('shortcuts.off')}
      actions={<Button onClick={close}>{text('common.close')}</Button>}
    >
      <KeyTable title={text('shortcuts.screens')} rows={[...named, ...translated(onScreens)]} />
      <KeyTable title={text('shortcuts.lists')} rows={translated(inLists)} />
    </Dialog>
  );
}

function KeyTable({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}): ReactNode {
  return (
    <table className={styles.sheet}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(([label, keys]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{keys === '↑ ↓' ? <kbd className={styles.key}>{keys}</kbd> : <KeyCaps keys={keys} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
