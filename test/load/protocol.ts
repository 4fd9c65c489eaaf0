export const loadToken = 'L'.repeat(43);
export const loadSecret = 'webhook-secret-of-the-load-test';
export const division = '2256995';

export type ToReceiver = { readonly kind: 'facts' | 'keys' | 'close' };

export type FromReceiver =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'facts'; readonly stored: number; readonly rssBytes: number }
  | { readonly kind: 'keys'; readonly keys: readonly string[] };
