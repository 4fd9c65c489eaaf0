import { useEffect } from 'react';
import { useText } from '../../i18n/text.ts';
import { bridge } from '../../lib/bridge.ts';
import { call } from '../../lib/client.ts';
import { navigate } from '../../lib/router.tsx';
import type { Command, Deed } from './commands.ts';
import { acceleratorOf } from './keys.ts';

/** Tells the commands to the application's menu in the window's language, and does what is chosen there. */
export function useDesktopMenu(commands: readonly Command[], run: (deed: Deed) => void): void {
  const text = useText();
  useEffect(() => {
    if (bridge().onCommand === undefined) return;
    const list = commands.map(({ id, text: label, values, group, keys }) => ({
      id,
      label: text(label, values).slice(0, 200),
      group,
      accelerator: acceleratorOf(keys),
    }));
    // The menu is a second way to the same commands: without it everything can still be done.
    call('desktop.menu', { commands: list }).catch(() => undefined);
  }, [commands, text]);
  useEffect(
    () =>
      bridge().onCommand?.((command) => {
        if (command.kind === 'open') {
          navigate(command.route);
          return;
        }
        const found = commands.find(({ id }) => id === command.id);
        if (found !== undefined) run(found.deed);
      }),
    [commands, run],
  );
}
