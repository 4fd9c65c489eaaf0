import type { IpcRenderer } from 'electron';
import type { Bridge, Result, WindowCommand } from '../shared/contract/bridge.ts';
import type { AppEvent } from '../shared/contract/events.ts';

/** What the page gets as `window.mlc`: the contract, and no way to Electron. Events arrive without Electron's own event object. */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'send' | 'on'>): Bridge {
  const listeners = new Map<number, (event: AppEvent) => void>();
  let nextId = 1;
  const commandListeners = new Set<(command: WindowCommand) => void>();
  ipc.on('mlc:command', (_event, command: WindowCommand) => {
    for (const listener of commandListeners) listener(command);
  });
  ipc.on('mlc:event', (_event, id: number, appEvent: AppEvent) => {
    listeners.get(id)?.(appEvent);
  });
  return {
    call: (method, input) => ipc.invoke('mlc:call', method, input) as Promise<Result>,
    subscribe: (after, listener) => {
      const id = nextId++;
      listeners.set(id, listener);
      ipc.send('mlc:subscribe', id, after);
      return () => {
        listeners.delete(id);
        ipc.send('mlc:unsubscribe', id);
      };
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => {
        commandListeners.delete(listener);
      };
    },
  };
}
