import type { ClientRequest, IncomingMessage, Net, Session } from 'electron';

/** The parts of a session of Electron's that the network uses. `resolveHost` exists from Electron 24 on. */
export type NetSession = Pick<
  Session,
  | 'setProxy'
  | 'resolveProxy'
  | 'forceReloadProxyConfig'
  | 'setCertificateVerifyProc'
  | 'setSpellCheckerLanguages'
  | 'closeAllConnections'
> &
  Partial<Pick<Session, 'resolveHost'>>;

export type NetRequest = Pick<ClientRequest, 'on' | 'end' | 'abort' | 'getUploadProgress'>;

/** Electron's answer is a readable stream, which its types keep to themselves. */
export type NetAnswer = Pick<IncomingMessage, 'statusCode' | 'headers'> & NodeJS.ReadableStream;

/** The parts of Electron that the transport uses; handed in, so that tests can hand in a fake. */
export interface NetParts {
  readonly net: Pick<Net, 'request'>;
  readonly session: { fromPartition(partition: string, options: { readonly cache: boolean }): NetSession };
}
