import type { IncomingMessage } from 'node:http';

export type BodyFault = 'too-large' | 'unreadable';

/**
 * The raw bytes of a body; what is wrong with it otherwise. Never more than the limit is held. How long it may take is the server's to
 * watch: it ends the connection. Never rejects.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | BodyFault> {
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) > maxBytes) return Promise.resolve('too-large');
  if (announced === '0') return Promise.resolve(Buffer.alloc(0));
  const pieces: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > maxBytes) {
        request.pause();
        pieces.length = 0;
        resolve('too-large');
        return;
      }
      pieces.push(piece);
    });
    request.once('end', () => {
      resolve(Buffer.concat(pieces));
    });
    const broken = (): void => {
      resolve('unreadable');
    };
    request.once('error', broken);
    request.once('close', broken);
  });
}
