import { journalAt } from '../world/journal-view.ts';
import type { Kind } from '../world/documents.ts';
import type { World } from '../world/world.ts';
import { escapeXml } from './escape.ts';
import { pacificDateTime } from './pacific.ts';
import type { RenderContext } from './render.ts';
import { renderAdjustment, renderInvoice } from './render-invoices.ts';
import { renderJournal } from './render-journals.ts';
import { renderAccountSet, renderCustomer, renderSummary, renderSupplier } from './render-masters.ts';
import { renderOrder } from './render-orders.ts';
import { renderPayment } from './render-payments.ts';
import type { ReadRequest } from './request.ts';
import { familyOfPlace, indexOfPlace } from './resolve.ts';
import { OPERATION_KINDS } from './search.ts';
import { ENVELOPE_END, ENVELOPE_START, WD_NS } from './soap.ts';
import type { XmlElement } from './xml-tree.ts';

/** What one answer holds. */
export interface Answer {
  readonly request: ReadRequest;
  readonly version: string;
  readonly asOf: number;
  /** Places of this page. */
  readonly page: readonly number[];
  readonly totalResults: number;
  /** Records really written may be fewer than announced: see the faults. */
  readonly announced: number;
  readonly spoilFirst: boolean;
}

type Renderers = {
  readonly [K in Kind]: (index: number, version: number, context: RenderContext, spoil: boolean) => string;
};

const RENDERERS: Renderers = {
  supplier: (index, version, context, spoil) => {
    const doc = context.world.document('supplier', index, version);
    return renderSupplier(index, spoil ? { ...doc, name: null } : doc, context);
  },
  'purchase-order': (index, version, context, spoil) => {
    const doc = context.world.document('purchase-order', index, version);
    return renderOrder(index, spoil ? { ...doc, tax: 'not a number' } : doc, context);
  },
  invoice: (index, version, context, spoil) => {
    const doc = context.world.document('invoice', index, version);
    return renderInvoice(index, spoil ? { ...doc, tax: 'not a number' } : doc, context);
  },
  adjustment: (index, version, context, spoil) => {
    const doc = context.world.document('adjustment', index, version);
    return renderAdjustment(index, spoil ? { ...doc, tax: 'not a number' } : doc, context);
  },
  payment: (index, version, context, spoil) => {
    const doc = context.world.document('payment', index, version);
    return renderPayment(index, spoil ? { ...doc, amount: 'not a number' } : doc, context);
  },
  'manual-journal': () => '',
  'account-set': (index, version, context, spoil) => {
    const doc = context.world.document('account-set', index, version);
    return renderAccountSet(
      index,
      spoil ? { ...doc, accounts: [{ code: '', name: '', type: 'ASSET', retired: false }] } : doc,
      context,
    );
  },
  'account-summary': (index, version, context, spoil) => {
    const doc = context.world.document('account-summary', index, version);
    return renderSummary(index, spoil ? { ...doc, name: '' } : doc, context);
  },
  customer: (index, version, context) =>
    renderCustomer(index, context.world.document('customer', index, version), context),
};

function renderJournalPlace(place: number, context: RenderContext, spoil: boolean): string {
  const address = { family: familyOfPlace(place), index: indexOfPlace(place) };
  const doc = journalAt(context.world, address, context.asOf);
  if (doc === undefined) return '';
  const lines = doc.lines.map((line, at) => (at === 0 ? { ...line, ledgerDebit: '0.07', debit: '0.07' } : line));
  return renderJournal(address, spoil ? { ...doc, lines } : doc, context);
}

/** One record as XML. */
export function renderPlace(operation: string, place: number, context: RenderContext, spoil: boolean): string {
  const kind = OPERATION_KINDS[operation];
  if (kind === undefined || kind === 'journal') return renderJournalPlace(place, context, spoil);
  const version = context.world.versionAt(kind, place, context.asOf);
  return version === 0 ? '' : RENDERERS[kind](place, version, context, spoil);
}

function echo(element: XmlElement | null): string {
  if (element === null) return '';
  const attributes = element.attributes
    .filter(({ uri }) => uri === WD_NS)
    .map(({ local, value }) => ` wd:${local}="${escapeXml(value)}"`);
  const inner = element.children.length > 0 ? element.children.map(echo).join('') : escapeXml(element.text.trim());
  return `<wd:${element.local}${attributes.join('')}>${inner}</wd:${element.local}>`;
}

function filterXml({ request, asOf }: Answer): string {
  const effective =
    request.effectiveDate === null ? '' : `<wd:As_Of_Effective_Date>${request.effectiveDate}</wd:As_Of_Effective_Date>`;
  return (
    `<wd:Response_Filter>${effective}<wd:As_Of_Entry_DateTime>${pacificDateTime(asOf)}</wd:As_Of_Entry_DateTime>` +
    `<wd:Page>${request.page}</wd:Page><wd:Count>${request.count}</wd:Count></wd:Response_Filter>`
  );
}

function resultsXml({ request, announced, totalResults }: Answer): string {
  const pages = Math.ceil(totalResults / request.count);
  return (
    `<wd:Response_Results><wd:Total_Results>${totalResults}</wd:Total_Results><wd:Total_Pages>${pages}</wd:Total_Pages>` +
    `<wd:Page_Results>${announced}</wd:Page_Results><wd:Page>${request.page}</wd:Page></wd:Response_Results>`
  );
}

/** Everything before the first record. */
export function answerStart(answer: Answer): string {
  const { request } = answer;
  const group = echo(request.group);
  const results = resultsXml(answer);
  return (
    `${ENVELOPE_START}<wd:${request.spec.operation}_Response xmlns:wd="${WD_NS}" wd:version="${answer.version}">` +
    `${echo(request.echo)}${filterXml(answer)}${request.spec.resultsFirst ? results + group : group + results}` +
    // With no hit there is no Response_Data at all.
    (answer.page.length === 0 ? '' : '<wd:Response_Data>')
  );
}

/** Everything after the last record. */
export function answerEnd(answer: Answer): string {
  const data = answer.page.length === 0 ? '' : '</wd:Response_Data>';
  return `${data}</wd:${answer.request.spec.operation}_Response>${ENVELOPE_END}`;
}

/** The records in pieces of about `chunkChars`, so that a page of thousands of lines is never one text. */
export function* answerChunks(answer: Answer, context: RenderContext, chunkChars: number): Generator<string> {
  let piece = '';
  let first = answer.spoilFirst;
  for (const place of answer.page) {
    piece += renderPlace(answer.request.spec.operation, place, context, first);
    first = false;
    if (piece.length >= chunkChars) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** The context that the records of a request are written in. */
export function contextOf(
  world: World,
  request: ReadRequest,
  asOf: number,
  references: RenderContext['references'],
): RenderContext {
  return {
    world,
    references,
    asOf,
    includeReference: request.includeReference,
    includeAttachments: request.includeAttachments,
    group: request.flags,
  };
}
