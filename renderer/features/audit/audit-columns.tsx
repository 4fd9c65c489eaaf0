import type { AuditItem } from '../../../shared/model/audit.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { Count } from '../../ui/money.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { actorWord, detailLine, eventWord, placeWord, subjectWord, type Words } from './words.ts';
import styles from './audit.module.css';

/** Columns of the audit trail; local and UTC time stand next to each other, on screen and in the file. */
export function auditColumns(words: Words): GridColumn<AuditItem>[] {
  const { text, locale } = words;
  return [
    {
      id: 'number',
      header: text('audit.number'),
      kind: 'number',
      width: 66,
      hideable: false,
      sortable: true,
      cell: (entry) => <Count value={entry.number} />,
      value: (entry) => entry.number,
    },
    {
      id: 'atUtc',
      header: text('audit.at'),
      kind: 'date',
      width: 164,
      sortable: true,
      cell: (entry) => <Moment atUtc={entry.atUtc} />,
      value: (entry) => localTime(entry.atUtc),
    },
    {
      id: 'utc',
      header: text('audit.atUtc'),
      kind: 'date',
      width: 148,
      cell: (entry) => entry.atUtc.slice(0, 19).replace('T', ' '),
      value: (entry) => entry.atUtc,
    },
    {
      id: 'event',
      header: text('audit.event'),
      width: 180,
      sortable: true,
      cell: (entry) => <span title={entry.event}>{eventWord(entry, text)}</span>,
      value: (entry) => eventWord(entry, text),
    },
    {
      id: 'who',
      header: text('audit.who'),
      width: 120,
      cell: (entry) => actorWord(entry.actor, text),
      value: (entry) => actorWord(entry.actor, text),
    },
    {
      id: 'where',
      header: text('audit.where'),
      width: 110,
      hidden: true,
      cell: (entry) => placeWord(entry.actor, text),
      value: (entry) => placeWord(entry.actor, text),
    },
    {
      id: 'machine',
      header: text('audit.machine'),
      width: 120,
      hidden: true,
      cell: (entry) => entry.actor?.machine ?? '',
      value: (entry) => entry.actor?.machine ?? '',
    },
    ...plainColumn('eventName', text('audit.eventName'), (entry) => entry.event),
    {
      id: 'subject',
      header: text('audit.subject'),
      width: 230,
      sortable: true,
      cell: (entry) => subjectWord(entry, text, locale),
      value: (entry) => subjectWord(entry, text, locale),
    },
    {
      id: 'details',
      header: text('audit.details'),
      width: 240,
      cell: (entry) => <span className={styles.line}>{detailLine(entry, words)}</span>,
      value: (entry) => JSON.stringify(entry.details),
    },
    ...plainColumn('subjectId', text('audit.subjectId'), (entry) => entry.subject),
    ...plainColumn('hash', text('audit.hash'), (entry) => entry.hash),
    ...plainColumn('previousHash', text('audit.previous'), (entry) => entry.previousHash),
  ];
}

/** A column of ids, hidden until a person shows it. */
function plainColumn(id: string, header: string, value: (entry: AuditItem) => string): GridColumn<AuditItem>[] {
  return [
    { id, header, width: 200, hidden: true, cell: (row) => <code className={styles.code}>{value(row)}</code>, value },
  ];
}

/** Local time with its distance to UTC, as a spreadsheet and a program both read it. */
function localTime(atUtc: string): string {
  const at = new Date(atUtc);
  const minutes = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 23);
  const two = (value: number): string => String(value).padStart(2, '0');
  const away = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
