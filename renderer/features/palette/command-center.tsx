import { EvidenceFromCommand } from '../evidence/period-evidence.tsx';
import { Palette } from './palette.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useCommandRunner, useCommands } from './use-commands.ts';
import { useDesktopMenu } from './use-desktop-menu.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The commands of the app: heard by their keys, shown in the palette, on the sheet and in the application's menu. */
export function CommandCenter() {
  const commands = useCommands();
  const run = useCommandRunner();
  useShortcuts(commands, run);
  useDesktopMenu(commands, run);
  return (
    <>
      <Palette commands={commands} run={run} />
      <ShortcutSheet commands={commands} />
      <EvidenceFromCommand />
    </>
  );
}
