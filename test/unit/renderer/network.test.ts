import { describe, expect, it } from 'vitest';
import {
  changesOf,
  failedOnTheWay,
  formOf,
  hasStoredPassword,
  isChanged,
} from '../../../renderer/features/settings/network-values.ts';
import { answerIn } from '../../../renderer/i18n/answers.ts';
import { plainLocale } from '../../../renderer/lib/locale.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { networkStateSchema, type NetworkState, type ProxyChoice } from '../../../shared/model/network.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';
import { FakeBridge } from '../../support/fake-bridge.ts';

const address = 'http://proxy.example.com:8080';

async function stateWith(proxy: ProxyChoice): Promise<NetworkState> {
  const answer = await new FakeBridge('healthy').call('network.get', {});
  if (!answer.ok) throw new Error('the fake did not answer');
  return { ...networkStateSchema.parse(answer.value), proxy };
}

describe('the form of the network settings', () => {
  it.each<ProxyChoice>([
    { kind: 'automatic' },
    { kind: 'none' },
    { kind: 'address', address, username: 'ann' },
    { kind: 'pac', address: 'http://wpad.example.com/p.pac' },
  ])('says what is stored, and changes nothing by itself: $kind', async (proxy) => {
    const state = await stateWith(proxy);
    const form = formOf(state);
    expect(changesOf(form)).toEqual({ proxy, extraCaFile: state.extraCaFile });
    expect(isChanged(form, state)).toBe(false);
    expect(isChanged({ ...form, extraCaFile: '/other.pem' }, state)).toBe(true);
  });

  it('sends a password only where it was typed and is asked for', async () => {
    const state = await stateWith({ kind: 'address', address, username: 'ann' });
    const typed = { ...formOf(state), password: 'typed' };
    expect(isChanged(typed, state)).toBe(true);
    expect(changesOf(typed)).toMatchObject({ proxyPassword: 'typed' });
    expect(changesOf({ ...typed, kind: 'none' })).not.toHaveProperty('proxyPassword');
  });

  it('shows a stored password only for the address and user that it is kept for', async () => {
    const state = await stateWith({ kind: 'address', address, username: 'ann' });
    const form = formOf(state);
    const shown = [form, { ...form, username: 'eve' }, { ...form, address: 'http://other.example.com' }];
    expect(shown.map((one) => hasStoredPassword(one, state))).toEqual([true, false, false]);
    expect(hasStoredPassword(form, { ...state, hasPassword: false })).toBe(false);
  });
});

describe('the link from a check', () => {
  const failedWith = (code: string): CheckStep => ({
    id: 'tls',
    label: 'TLS',
    state: 'failed',
    durationMs: 1,
    detail: null,
    error: { code, kind: 'config', text: 't', next: 'n', details: {} },
  });

  it('is there for what the network settings can put right, and for nothing else', () => {
    const helped = ['HTTP_PROXY_PASSWORD_WRONG', 'HTTP_TLS_UNTRUSTED', 'HTTP_CA_FILE', 'HTTP_NAME_NOT_FOUND'];
    expect(helped.filter((code) => !failedOnTheWay([failedWith(code)]))).toEqual([]);
    const other = ['WORKDAY_AUTH_INVALID', 'HTTP_TLS_EXPIRED', 'HTTP_RATE_LIMITED'];
    expect(other.filter((code) => failedOnTheWay([failedWith(code)]))).toEqual([]);
    expect(failedOnTheWay([])).toBe(false);
  });
});

describe('the way in Dutch', () => {
  it.each([
    ['Automatic: proxy proxy.example.com:8080 (system)', 'Automatisch: proxy proxy.example.com:8080 (systeem)'],
    [
      'Automatic: proxy proxy.example.com:8080 (HTTPS_PROXY)',
      'Automatisch: proxy proxy.example.com:8080 (HTTPS_PROXY)',
    ],
    ['Automatic: directly (no_proxy)', 'Automatisch: rechtstreeks (no_proxy)'],
    ['Through proxy.example.com:8080 (setting)', 'Via proxy.example.com:8080 (instelling)'],
    ['“Company Root” in it expired on 2025-01-01', '“Company Root” erin is verlopen op 2025-01-01'],
  ])('%s', (english, dutch) => {
    expect(phraseIn('nl', english)).toBe(dutch);
  });

  it('is translated in the answer, names and addresses left as they are', async () => {
    const state = await stateWith({ kind: 'address', address, username: 'system' });
    const dutch = answerIn({ ...plainLocale, language: 'nl' }, state);
    expect(dutch.way.text).toBe('Via de proxy proxy.example.com:8080');
    expect(dutch.proxy).toEqual(state.proxy);
  });
});
