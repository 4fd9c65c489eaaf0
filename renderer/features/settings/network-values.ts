import type { CheckStep } from '../../../shared/model/check.ts';
import type { NetworkChanges, NetworkState, ProxyChoice } from '../../../shared/model/network.ts';

/** The form of the network settings: one value for each control, whichever of them are shown. */
export interface NetworkForm {
  readonly kind: ProxyChoice['kind'];
  readonly address: string;
  readonly username: string;
  /** Typed anew; empty keeps what is stored. */
  readonly password: string;
  readonly pacAddress: string;
  readonly extraCaFile: string;
}

/** The form as the settings are now. */
export function formOf({ proxy, extraCaFile }: Pick<NetworkState, 'proxy' | 'extraCaFile'>): NetworkForm {
  return {
    kind: proxy.kind,
    address: proxy.kind === 'address' ? proxy.address : '',
    username: proxy.kind === 'address' ? proxy.username : '',
    password: '',
    pacAddress: proxy.kind === 'pac' ? proxy.address : '',
    extraCaFile,
  };
}

/** What the form asks to be stored. A password goes along only where it was typed and is asked for. */
export function changesOf(form: NetworkForm): NetworkChanges {
  const changes = { proxy: proxyOf(form), extraCaFile: form.extraCaFile };
  return form.kind === 'address' && form.password !== '' ? { ...changes, proxyPassword: form.password } : changes;
}

function proxyOf(form: NetworkForm): ProxyChoice {
  switch (form.kind) {
    case 'automatic':
    case 'none':
      return { kind: form.kind };
    case 'address':
      return { kind: 'address', address: form.address, username: form.username };
    case 'pac':
      return { kind: 'pac', address: form.pacAddress };
  }
}

/** Whether saving the form would change anything. */
export function isChanged(form: NetworkForm, state: NetworkState): boolean {
  return JSON.stringify(changesOf(form)) !== JSON.stringify(changesOf(formOf(state)));
}

/** Whether the stored password is for what the form says; with another address or user it would not be kept. */
export function hasStoredPassword(form: NetworkForm, state: NetworkState): boolean {
  const { proxy } = state;
  return (
    state.hasPassword && proxy.kind === 'address' && proxy.address === form.address && proxy.username === form.username
  );
}

const codes: ReadonlySet<string> = new Set([
  'HTTP_CA_FILE',
  'HTTP_CONNECT_TIMEOUT',
  'HTTP_HOST_UNREACHABLE',
  'HTTP_NAME_NOT_FOUND',
  'HTTP_TLS_UNTRUSTED',
]);

/** Whether a check failed at something that the network settings can put right. */
export function failedOnTheWay(steps: readonly CheckStep[]): boolean {
  return steps.some(({ error }) => error !== null && (codes.has(error.code) || error.code.startsWith('HTTP_PROXY_')));
}
