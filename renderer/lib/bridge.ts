import type { Bridge } from '../../shared/contract/bridge.ts';
import { createWebBridge } from './web-bridge.ts';

declare global {
  interface Window {
    /** Set by the Electron preload; in the web host made here at first use. */
    mlc?: Bridge;
  }
}

/** The one way to the app, whichever host the page is in. */
export function bridge(): Bridge {
  window.mlc ??= createWebBridge();
  return window.mlc;
}
