import type { ErrorTexts } from '../error-text.ts';

const nothingRead = 'Nothing was read by it; what was delivered stays, and each stream goes on where it was.';
const notSignedIn = 'Nobody was signed in; what was delivered stays as it is.';
const comesBack = 'Nothing is lost: it goes on where it was.';
const beginAgain = 'Begin the sign-in again.';

/** Errors of the exact area. */
export const exactErrors = {
  EXACT_SETTING_INVALID: {
    kind: 'config',
    text: 'The setting “{field}” of the Exact Online connection cannot be used: {reason}.',
    effect: 'Nothing was asked of Exact Online.',
    next: 'Open the connection, correct the field and run the check.',
  },
  EXACT_NOT_SIGNED_IN: {
    kind: 'auth',
    text: 'Nobody has signed in at Exact Online for this connection yet.',
    effect: 'Nothing was asked of Exact Online.',
    next: 'Open the connection and sign in.',
  },
  EXACT_SIGN_IN_AGAIN: {
    kind: 'auth',
    text: 'Exact Online does not accept the sign-in of this connection any more: {reason}.',
    effect: `${nothingRead} Nothing tries this sign-in again by itself.`,
    next: 'Open the connection and sign in again. If it happens again soon, another program uses the same app of the App Center: give this connection one of its own.',
  },
  EXACT_CLIENT_REFUSED: {
    kind: 'auth',
    text: 'Exact Online does not accept the client id or the client secret ({reason}).',
    effect: nothingRead,
    next: 'Compare both with the app in the Exact Online App Center (Manage my apps), on the site of the same country, enter them in the connection and run the check.',
  },
  EXACT_RENEWAL_REFUSED: {
    kind: 'auth',
    text: 'Exact Online did not renew the sign-in ({reason}).',
    effect: `${nothingRead} It is not tried again by itself.`,
    next: 'Check the client id and the client secret of the app; if both are right, open the connection and sign in again.',
  },
  EXACT_RENEWAL_TOO_EARLY: {
    kind: 'transient',
    text: 'Exact Online refuses the present sign-in and says that it is too early to renew it.',
    effect: comesBack,
    next: 'Nothing to do: it is tried again in ten minutes. Check that the clock of this machine is right.',
  },
  EXACT_RENEWAL_UNANSWERED: {
    kind: 'transient',
    text: 'Exact Online’s answer to the renewal of the sign-in could not be read ({reason}).',
    effect: `${comesBack} The sign-in may have been renewed without our knowing; then a person has to sign in again.`,
    next: 'Nothing to do: it is tried again by itself, and says so if you have to sign in.',
  },
  EXACT_TOKEN_REFUSED: {
    kind: 'auth',
    text: 'Exact Online refuses an access token that should still be good.',
    effect: nothingRead,
    next: 'Check that the clock of this machine is right and that the user may still work in Exact Online; then run the check. If it stays, sign in again.',
  },
  EXACT_SIGN_IN_NOT_BEGUN: {
    kind: 'config',
    text: 'There is no sign-in that waits for this address: none was begun, or more than ten minutes have passed.',
    effect: notSignedIn,
    next: beginAgain,
  },
  EXACT_LANDING_REFUSED: {
    kind: 'config',
    text: 'The address that was pasted cannot be used: {reason}.',
    effect: notSignedIn,
    next: 'Copy the whole address from the browser, as it stands after signing in, and paste it again.',
  },
  EXACT_CONSENT_REFUSED: {
    kind: 'permission',
    text: 'Exact Online did not let the app in ({reason}).',
    effect: notSignedIn,
    next: 'Begin the sign-in again and allow what the app asks for. If that is not offered, ask who manages the rights in Exact Online.',
  },
  EXACT_CODE_REFUSED: {
    kind: 'auth',
    text: 'Exact Online did not accept the address that was pasted ({reason}). It is good for three minutes and for one use, and the redirect URI must be exactly the registered one.',
    effect: notSignedIn,
    next: 'Begin the sign-in again and paste the address as soon as the browser has landed.',
  },
  EXACT_SIGN_IN_UNANSWERED: {
    kind: 'transient',
    text: 'Exact Online’s answer to the sign-in did not arrive.',
    effect: notSignedIn,
    next: `${beginAgain} If it happens again, run the check: its first lines show where the way ends.`,
  },
  EXACT_RIGHTS_MISSING: {
    kind: 'permission',
    text: 'The user may not read “{resource}” in company {division}, or its licence does not have it.',
    effect: nothingRead,
    next: 'Ask who manages the rights in Exact Online to give the user the role for it (or to add the module), then run the check.',
  },
  EXACT_COMPANY_NOT_ALLOWED: {
    kind: 'permission',
    text: 'The app may not use company {division}.',
    effect: nothingRead,
    next: 'In Exact Online open My Exact Online → Security centre → App permissions → Manage companies, tick the company, then run the check.',
  },
  EXACT_CURRENT_COMPANY_NOT_ALLOWED: {
    kind: 'permission',
    text: 'The companies cannot be listed: they are asked for through the company that the user has open in Exact Online ({division}), and the app may not use it.',
    effect: 'No company was listed.',
    next: 'Allow that company (My Exact Online → Security centre → App permissions → Manage companies), or open an allowed one in Exact Online, or enter the numbers of the companies by hand.',
  },
  EXACT_SCOPE_MISSING: {
    kind: 'permission',
    text: 'The app lacks the scope for “{resource}” ({scope}).',
    effect: nothingRead,
    next: 'Open the app in the Exact Online App Center (Manage my apps), add the scope, then sign in again.',
  },
  EXACT_COMPANY_UNKNOWN: {
    kind: 'config',
    text: 'Company {division} is not among those that the user and the app may use.',
    effect: nothingRead,
    next: 'Give the user access to the company and allow it for the app (Security centre → App permissions → Manage companies), or take it out of the connection.',
  },
  EXACT_COMPANY_CLOSED: {
    kind: 'config',
    text: 'Company {division} cannot be read now: it is {reason}.',
    effect: nothingRead,
    next: 'Wait until Exact Online has opened it again, or take it out of the connection.',
  },
  EXACT_REQUEST_REFUSED: {
    kind: 'config',
    text: 'Exact Online refused to read “{resource}” in company {division}: {reason}.',
    effect: nothingRead,
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support with this message.',
  },
  EXACT_CHANGE_REFUSED: {
    kind: 'config',
    text: 'Exact Online refused to change “{resource}” in company {division}: {reason}.',
    effect: 'Nothing was changed by it.',
    next: 'Mend what Exact Online names, or leave it as it is.',
  },
  EXACT_NOT_FOUND: {
    kind: 'config',
    text: 'Exact Online has no “{resource}” in company {division}.',
    effect: nothingRead,
    next: 'Check the companies of the connection and what their licence holds, then run the check.',
  },
  EXACT_RATE_LIMITED: {
    kind: 'rate-limited',
    text: 'Exact Online asked for a pause: too many calls in a minute (company {division}).',
    effect: comesBack,
    next: 'Nothing to do: it goes on by itself after the pause.',
  },
  EXACT_DAY_BUDGET_SPENT: {
    kind: 'rate-limited',
    text: 'The calls that Exact Online permits today in company {division} are used up, but for {percent} % that are kept back.',
    effect: comesBack,
    next: 'Nothing to do: it goes on after 00:00 UTC. If it happens often, read less often or ask Exact for a larger package.',
  },
  EXACT_READING_GOES_ON: {
    kind: 'rate-limited',
    text: 'The calls that Exact Online permits today in {company} ({division}) ended while “{stream}” was read: {count} records were read by then.',
    effect:
      'What was read is kept, goes to the destination and is not asked for again. The records behind it are missing until the reading is through.',
    next: 'Nothing to do: the first run after {until} goes on where this one stood, day by day until all of it was read.',
  },
  EXACT_ENDPOINT_RESTING: {
    kind: 'rate-limited',
    text: 'Exact Online refused “{resource}” in company {division} {count} times within an hour. It is left alone until {until}, because Exact blocks an app after ten.',
    effect: comesBack,
    next: 'Look at the last refusal and mend its cause; it is tried again by itself.',
  },
  EXACT_UNAVAILABLE: {
    kind: 'transient',
    text: 'Exact Online answered “{resource}” with a fault of its own (status {status}).',
    effect: comesBack,
    next: 'Nothing to do: it is tried again by itself. If it lasts, look at status.exactonline.com.',
  },
  EXACT_ANSWER_UNREADABLE: {
    kind: 'transient',
    text: 'The answer of Exact Online to “{resource}” could not be read: {reason}.',
    effect: comesBack,
    next: 'Try again. If it happens again, check whether something between here and Exact Online changes answers.',
  },
  EXACT_ANSWER_REFUSED: {
    kind: 'config',
    text: 'The answer of Exact Online to “{resource}” was not followed: {reason}.',
    effect: nothingRead,
    next: 'Check the site of the connection. If it is right, check whether something between here and Exact Online changes answers.',
  },
  EXACT_STREAM_UNKNOWN: {
    kind: 'config',
    text: 'The stream “{stream}” is unknown to the Exact Online connector.',
    effect: 'Nothing was read by it; the other streams of the flow are read.',
    next: 'Check the streams of the flow; a newer version of the app may have been used to make it.',
  },
  EXACT_DOCUMENTS_NOT_GIVEN: {
    kind: 'permission',
    text: 'Exact Online names {count} changed records of “{stream}” in company {division}, and gives none of them.',
    effect: 'The stream goes on where it was in this company, so none of them is lost.',
    next: 'Ask who manages the rights in Exact Online whether the user may view these records, then run the flow again.',
  },
  EXACT_FEED_UNUSABLE: {
    kind: 'transient',
    text: 'What Exact Online tells of changes in “{stream}” cannot be used: {reason}.',
    effect: comesBack,
    next: 'Try again. If it happens again, save the support bundle (Settings, Diagnostics) and send it to support with this message.',
  },
} as const satisfies ErrorTexts;
