import { ensureElectron } from './find-electron.mjs';

/**
 * Where the app opens: `{ host: 'electron', program, why }` or `{ host: 'web', why }`. MLC_HOST=web|electron decides over
 * everything else; throws with one sentence if it asks for what is not there.
 */
export function chooseHost(env = process.env, platform = process.platform, getElectron = ensureElectron) {
  const asked = env.MLC_HOST ?? '';
  if (!['', 'web', 'electron'].includes(asked)) throw new Error('MLC_HOST must be “web” or “electron”.');
  if (asked === 'web') return { host: 'web', why: 'MLC_HOST asks for it' };
  if (asked === '' && platform === 'linux' && (env.DISPLAY || env.WAYLAND_DISPLAY || '') === '') {
    return { host: 'web', why: 'there is no display' };
  }
  const program = getElectron();
  if (program !== null) return { host: 'electron', program, why: asked === '' ? 'it is here' : 'MLC_HOST asks for it' };
  if (asked === '') return { host: 'web', why: 'Electron is not here and could not be fetched' };
  throw new Error('MLC_HOST asks for Electron, but its program is not here and could not be fetched.');
}

/** What Electron is started with: the project's folder; root gets no sandbox from Chromium. */
export function electronArgs(uid = process.getuid?.(), platform = process.platform) {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox', '.'] : ['.'];
}
