import { useMemo, useRef, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useText, type TextId } from '../../i18n/text.ts';
import type { Command, Deed } from './commands.ts';
import { KeyCaps } from './key-caps.tsx';
import { rank } from './match.ts';
import type { PaletteItem } from './palette-item.ts';
import { usePalette } from './palette-state.ts';
import { useFound } from './use-found.ts';
import styles from './palette.module.css';

interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

const groups: readonly Command['group'][] = ['flows', 'go', 'file', 'view', 'help'];

interface PaletteProps {
  readonly commands: readonly Command[];
  readonly run: (deed: Deed) => void;
}

/** Everything that can be gone to or done, found by a few letters; records by their number. Opened by its keys from anywhere. */
export function Palette({ commands, run }: PaletteProps) {
  const isOpen = usePalette((state) => state.open === 'palette');
  const show = usePalette((state) => state.show);
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) show(null);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <PaletteBody commands={commands} run={run} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ commands, run }: PaletteProps) {
  const text = useText();
  const [query, setQuery] = useState('');
  const show = usePalette((state) => state.show);
  const used = usePalette((state) => state.used);
  const shown = useGroups(commands, query);
  const highlighted = useRef<PaletteItem | undefined>(undefined);
  const choose = (item: PaletteItem): void => {
    used(item.id);
    show(null);
    run(item.deed);
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={shown}
      value={query}
      onValueChange={setQuery}
      autoHighlight="always"
      keepHighlight
      itemToStringValue={(item: PaletteItem) => item.label}
      onItemHighlighted={(item: PaletteItem | undefined) => {
        highlighted.current = item;
      }}
    >
      <Dialog.Title className={styles.title}>{text('palette.title')}</Dialog.Title>
      <div className={styles.search}>
        <Search aria-hidden size={16} />
        <Autocomplete.Input
          className={styles.input}
          aria-label={text('palette.title')}
          placeholder={text('palette.placeholder')}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            const items = shown.flatMap((group) => group.items);
            const [first] = items;
            // Enter right after the last letter: the mark has not come to the new list yet, and the first line is meant.
            if (first === undefined || items.some(({ id }) => id === highlighted.current?.id)) return;
            event.preventDefault();
            choose(first);
          }}
        />
      </div>
      <Autocomplete.Empty className={styles.empty}>
        {shown.length === 0 ? text('palette.none', { query }) : null}
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list} aria-label={text('palette.results')}>
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.title} items={group.items} className={styles.group}>
            <Autocomplete.GroupLabel className={styles.groupLabel}>{group.title}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  className={styles.item}
                  onClick={() => {
                    choose(item);
                  }}
                >
                  {/* A supplier is known by its name. */}
                  <span className={styles.label} data-private={item.label === item.detail ? '' : undefined}>
                    {item.label}
                  </span>
                  {item.detail === undefined ? null : (
                    <span className={styles.detail} data-private>
                      {item.detail}
                    </span>
                  )}
                  {item.keys === undefined ? null : <KeyCaps keys={item.keys} />}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

/** What fits, in groups: what was used last first, while nothing is typed; else the best of each group. */
function useGroups(commands: readonly Command[], query: string): PaletteGroup[] {
  const text = useText();
  const recent = usePalette((state) => state.recent);
  const found = useFound(query);
  return useMemo(() => {
    const itemOf = ({ id, text: label, values, keys, deed }: Command): PaletteItem => ({
      id,
      label: text(label, values),
      deed,
      ...(keys === undefined ? {} : { keys }),
    });
    const items = commands.filter(({ id }) => id !== 'palette').map(itemOf);
    const byId = new Map(items.map((item) => [item.id, item]));
    const last = query === '' ? recent.flatMap((id) => byId.get(id) ?? []) : [];
    const groupOf = (id: TextId, list: readonly PaletteItem[]): PaletteGroup[] =>
      list.length === 0 ? [] : [{ title: text(id), items: list }];
    const ofGroup = (group: Command['group']) =>
      rank(
        commands.filter((one) => one.group === group && one.id !== 'palette' && !last.some(({ id }) => id === one.id)),
        query,
        (one) => text(one.text, one.values),
      ).map(itemOf);
    return [
      ...groupOf('palette.group.recent', last),
      ...groupOf('palette.group.records', found.records),
      ...groupOf('palette.group.runs', found.runs),
      ...groups.flatMap((group) => groupOf(`palette.group.${group}`, ofGroup(group))),
    ];
  }, [commands, query, recent, found, text]);
}
