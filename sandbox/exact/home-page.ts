import type { Practice } from './call.ts';
import { escapeMarkup } from './reply.ts';
import type { DeliveryRecord } from './webhooks/deliveries.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 1.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.35rem; } h2 { font-size: 1.05rem; margin-top: 1.75rem; }
table { border-collapse: collapse; } th, td { border: 1px solid #8886; padding: .2rem .6rem; text-align: start; }
th { background: #8881; } td.number { text-align: end; font-variant-numeric: tabular-nums; }
.note { color: light-dark(#5a5a5a, #ababab); } .wide { overflow-x: auto; }
`;
const SHOWN = 50;

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string =>
    `<td${typeof value === 'number' ? ' class="number"' : ''}>${escapeMarkup(String(value))}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  const head = heads.map((name) => `<th scope="col">${escapeMarkup(name)}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function orNone(rows: readonly (readonly (string | number)[])[], heads: readonly string[], none: string): string {
  return rows.length === 0 ? `<p class="note">${none}</p>` : table(heads, rows);
}

/** What a person sees of the practice Exact Online: its companies, the calls used, and what was told by webhook. */
export function homePage(practice: Practice, deliveries: readonly DeliveryRecord[]): string {
  const { books, windows, subscriptions } = practice;
  const companies = books.divisions.map(
    ({ code, description, country, currency, status, inScope, hasPurchaseModule }) => [
      ...[String(code), description, country, currency],
      ...[status === 1 ? 'active' : status === 2 ? 'archived' : 'inactive', inScope ? 'yes' : 'no'],
      ...[hasPurchaseModule ? 'yes' : 'no', windows.used(code).minute, windows.used(code).day],
    ],
  );
  const heads = ['Number', 'Company', 'Country', 'Currency', 'Status', 'Allowed for the app', 'Purchase module'];
  const told = deliveries.slice(-SHOWN).toReversed();
  const subscribed = subscriptions.all().map(({ topic, division, callback }) => [topic, String(division), callback]);
  const lines = told.map(({ at, topic, division, action, attempt, status }) => [
    ...[new Date(at).toISOString(), topic, String(division), action, attempt],
    status === null ? 'no answer' : String(status),
  ]);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Practice Exact Online</title><style>${STYLE}</style></head><body><main>
    <h1>Practice Exact Online</h1><p class="note">Nothing here is real.</p>
    <h2>Companies</h2>${table([...heads, 'Calls this minute', 'Calls today'], companies)}
    <h2>Webhook subscriptions</h2>${orNone(subscribed, ['Topic', 'Company', 'Address'], 'There are none.')}
    <h2>Webhook events, the newest first</h2>${orNone(lines, ['At', 'Topic', 'Company', 'Action', 'Attempt', 'Answer'], 'None was sent yet.')}
    </main></body></html>`;
}
