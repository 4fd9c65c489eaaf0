import { FileDown } from 'lucide-react';
import { maxPageSize } from '../../../shared/contract/paging.ts';
import type { AuditFilter, AuditItem } from '../../../shared/model/audit.ts';
import { useText } from '../../i18n/text.ts';
import { call } from '../../lib/client.ts';
import { saveTextFile } from '../../lib/save-file.ts';
import { SaveFileButton } from '../lists/save-file-button.tsx';
import { say } from '../../ui/toasts.tsx';

const file = 'audit-trail.ndjson';

/** Saves the filtered entries, oldest first, one JSON object a line, with all that their hashes are computed from. */
export function ExportNdjson({ filter }: { readonly filter: AuditFilter }) {
  const text = useText();
  return (
    <SaveFileButton
      label={text('audit.exportNdjson')}
      icon={FileDown}
      save={async () => {
        const lines = await readLines(filter);
        saveTextFile(file, 'application/x-ndjson;charset=utf-8', lines);
        say(text('audit.exported', { count: lines.length }));
        await call('audit.note-export', { file, format: 'ndjson', rows: lines.length });
      }}
    />
  );
}

async function readLines(filter: AuditFilter): Promise<string[]> {
  const frozen = crypto.randomUUID();
  const sort = [{ column: 'number' as const, direction: 'asc' as const }];
  const lines: string[] = [];
  for (let offset = 0; ; offset += maxPageSize) {
    const { total, items } = await call('audit.list', { filter, sort, offset, limit: maxPageSize, frozen });
    lines.push(...items.map(lineOf));
    if (offset + maxPageSize >= total) return lines;
  }
}

/** Details and actor as the JSON texts that are hashed. */
function lineOf({ number, atUtc, event, subject, details, actor, previousHash, hash }: AuditItem): string {
  const hashed = { details: JSON.stringify(details), actor: actor === null ? null : JSON.stringify(actor) };
  return `${JSON.stringify({ number, atUtc, event, subject, ...hashed, previousHash, hash })}\n`;
}
