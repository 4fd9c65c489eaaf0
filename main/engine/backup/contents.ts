import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';

/** What stands before the files within a sealed backup. */
const listSchema = z.object({
  takenAtUtc: z.string(),
  dataFormat: z.number().int(),
  installation: z.object({ id: z.string(), line: z.string(), generation: z.number().int() }),
  files: z.array(z.object({ name: z.enum(['data', 'secrets', 'settings']), bytes: z.number().int().min(0) })),
});
export type BackupList = z.infer<typeof listSchema>;
export type BackupFileName = BackupList['files'][number]['name'];

/** Secrets in plain text: only ever within the sealed file and in memory. */
export const secretListSchema = z.array(z.object({ connectionId: z.string(), field: z.string(), value: z.string() }));
export type SecretList = z.infer<typeof secretListSchema>;

const largestList = 1024 * 1024;

/** The list as the first bytes of the content: its length, then JSON. */
export function listBytes(list: BackupList): Buffer {
  const json = Buffer.from(JSON.stringify(list), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.byteLength);
  return Buffer.concat([length, json]);
}

/** Where the files of a backup go, piece by piece. */
export interface BackupSink {
  onList(list: BackupList): void;
  onPiece(name: BackupFileName, bytes: Uint8Array): Promise<void>;
}

/** Takes the content apart into its files. Throws BACKUP_DAMAGED if it is not as it was written, and what the sink throws. */
export async function readContents(chunks: AsyncIterable<Uint8Array>, sink: BackupSink): Promise<BackupList> {
  let held: Buffer = Buffer.alloc(0);
  let list: BackupList | null = null;
  const left: { name: BackupFileName; bytes: number }[] = [];
  for await (const chunk of chunks) {
    held = held.byteLength === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    if (list === null) {
      const taken = takeList(held);
      if (taken === null) continue;
      list = taken.list;
      held = held.subarray(taken.length);
      left.push(...list.files);
      sink.onList(list);
    }
    held = await handOut(held, left, sink);
  }
  if (list === null || left.some((one) => one.bytes > 0) || held.byteLength > 0) throw damaged();
  return list;
}

async function handOut(
  held: Buffer,
  left: { name: BackupFileName; bytes: number }[],
  sink: BackupSink,
): Promise<Buffer> {
  let rest = held;
  for (const file of left) {
    const piece = rest.subarray(0, file.bytes);
    if (piece.byteLength > 0) await sink.onPiece(file.name, piece);
    file.bytes -= piece.byteLength;
    rest = rest.subarray(piece.byteLength);
    if (file.bytes > 0) break;
  }
  return rest;
}

function takeList(held: Buffer): { list: BackupList; length: number } | null {
  if (held.byteLength < 4) return null;
  const length = held.readUInt32BE(0);
  if (length > largestList) throw damaged();
  if (held.byteLength < 4 + length) return null;
  try {
    return { list: listSchema.parse(JSON.parse(held.subarray(4, 4 + length).toString('utf8'))), length: 4 + length };
  } catch {
    throw damaged();
  }
}

function damaged(): AppError {
  return new AppError('BACKUP_DAMAGED', 'config');
}
