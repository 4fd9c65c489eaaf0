import type { IntegrationStream } from '../../ports/integration.ts';
import type { LinksOf, NoteOf } from '../../ports/views.ts';
import { journalEntries } from './journal-entries.ts';
import { monthNote } from './month-notes.ts';
import { payments } from './payments.ts';
import { supplierInvoiceAdjustments, supplierInvoices } from './supplier-invoices.ts';

/** Documents before what pays and books them. */
export const streams: readonly IntegrationStream[] = [
  supplierInvoices,
  supplierInvoiceAdjustments,
  payments,
  journalEntries,
].map((stream) => ({ ...stream, note: monthNote }));

const linksByStream = new Map(streams.map((stream) => [stream.id, stream.links]));

/** The links of a document, as the book keeps them. */
export const linksOf: LinksOf = (document) => linksByStream.get(document.stream)?.(document) ?? [];

/** What the book notes of a document beside one of its links. */
export const noteOf: NoteOf = monthNote;
