import type { BookDivision } from '../books.ts';
import { escapeMarkup } from '../reply.ts';
import { SCOPE_NAMES, type Permission, type Registration, type Scope } from './registration.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.35rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
ul { margin: 0; padding-left: 1.25rem; }
.note, small { color: light-dark(#5a5a5a, #ababab); }
form { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.75rem; }
button { font: inherit; padding: .45rem 1rem; border: 1px solid #8888; border-radius: .4rem; background: transparent; color: inherit; cursor: pointer; }
button.first { background: light-dark(#1c5fb8, #78aef5); border-color: transparent; color: light-dark(#fff, #10131a); }
textarea { box-sizing: border-box; width: 100%; height: 8rem; padding: .5rem; font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
`;

function page(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

const MAY: Readonly<Record<Permission, string>> = { read: 'read', manage: 'read and change' };

/** What is asked for at the authorize address; goes through the page unchanged. */
export interface ConsentRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | null;
}

/** The page where a person lets the app in. */
export function consentPage(
  asked: ConsentRequest,
  facts: {
    readonly registration: Registration;
    readonly scopes: readonly (readonly [Scope, Permission])[];
    readonly divisions: readonly BookDivision[];
  },
): string {
  const companies = facts.divisions.map(({ code, description, inScope, status }) => {
    const remarks = [...(inScope ? [] : ['not allowed for this app']), ...(status === 2 ? ['archived'] : [])];
    const remark = remarks.length === 0 ? '' : ` <small>(${remarks.join(', ')})</small>`;
    return `${escapeMarkup(description)} <small>${String(code)}</small>${remark}`;
  });
  const hidden = Object.entries({
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    response_type: 'code',
    ...(asked.state === null ? {} : { state: asked.state }),
  })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeMarkup(value)}">`)
    .join('');
  const buttons = [
    '<button class="first" name="decision" value="show">Allow, and show the address to copy</button>',
    '<button name="decision" value="allow">Allow, and open the address</button>',
    '<button name="decision" value="deny">Refuse</button>',
  ].join('');
  return page(
    'Exact Online (practice)',
    `<h1>Allow ml-connector to use Exact Online?</h1>
    <p class="note">This is the practice Exact Online: nothing here is real. Signed in as ${escapeMarkup(facts.registration.userName)}.</p>
    <h2>What the app may do</h2>${list(facts.scopes.map(([scope, may]) => `${escapeMarkup(SCOPE_NAMES[scope])} <small>${MAY[may]}</small>`))}
    <h2>Companies</h2>${list(companies)}
    <form method="post" action="/api/oauth2/auth">${hidden}${buttons}</form>`,
  );
}

/** The address where a browser would land, to copy: no page has to be there. */
export function landingPage(landing: string): string {
  return page(
    'Exact Online (practice)',
    `<h1><label for="landing">Address to copy</label></h1>
    <p>Exact Online would now open this address. In real life, copy it out of the browser’s address bar: it does not matter that no page is there.
    Select all of it, copy it, and paste it into ml-connector within three minutes.</p>
    <textarea id="landing" readonly autofocus>${escapeMarkup(landing)}</textarea>`,
  );
}

/** Why nobody can be let in. */
export function refusalPage(reason: string): string {
  return page('Exact Online (practice)', `<h1>Sign-in is not possible</h1><p>${escapeMarkup(reason)}</p>`);
}
