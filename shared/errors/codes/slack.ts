import type { ErrorTexts } from '../error-text.ts';

const queueWaits = 'Nothing was posted by it; the messages of this connection wait.';
const channelWaits = 'Nothing was posted by it; the messages to this channel wait, all others go on.';
const goesOn = 'The messages wait and go by themselves.';

/** Errors of the slack area. */
export const slackErrors = {
  SLACK_SETTING_INVALID: {
    kind: 'config',
    text: 'The setting “{field}” of the Slack connection cannot be used: {reason}.',
    effect: 'Nothing was sent.',
    next: 'Open the connection, correct the field and run the check.',
  },
  SLACK_TOKEN_REFUSED: {
    kind: 'auth',
    text: 'Slack does not accept the bot token ({reason}).',
    effect: queueWaits,
    next: 'Open the app at api.slack.com/apps → OAuth & Permissions, copy the Bot User OAuth Token (install the app again if there is none), enter it in the connection and run the check.',
  },
  SLACK_REFRESH_REFUSED: {
    kind: 'auth',
    text: 'Slack did not renew the rotating token ({reason}).',
    effect: queueWaits,
    next: 'Check the client id and the client secret of the app, install the app again, and enter the new token and refresh token in the connection.',
  },
  SLACK_ROTATION_LOST: {
    kind: 'auth',
    text: 'Slack does not know the refresh token of this connection any more ({reason}): each works only once, and this one was used elsewhere or entered wrongly.',
    effect: `${queueWaits} None of them is lost, and nothing tries it again by itself.`,
    next: 'Usually another installation of ml-connector uses the same Slack app: open the flow and choose which of the two goes on. If this one does, first install the app again (api.slack.com/apps → OAuth & Permissions) and enter the new token and refresh token in the connection.',
  },
  SLACK_APP_TOKEN_REFUSED: {
    kind: 'auth',
    text: 'Slack does not accept the app-level token ({reason}).',
    effect: 'Messages are posted all the same; buttons for approvals do not work.',
    next: 'Open the app at api.slack.com/apps → Basic Information → App-Level Tokens, make one with the scope connections:write and enter it in the connection.',
  },
  SLACK_APPROVAL_PENDING: {
    kind: 'permission',
    text: 'The Slack workspace has not let this app in yet ({reason}): it is waiting for the approval of an administrator, or was turned down.',
    effect: queueWaits,
    next: 'Ask the administrator of the workspace to approve the app and its permissions, then run the check.',
  },
  SLACK_SCOPE_MISSING: {
    kind: 'permission',
    text: 'The Slack app lacks the permission “{scope}”. {cost}',
    effect: 'What needs it is not done; what waits for it stays.',
    next: 'Open the app at api.slack.com/apps → OAuth & Permissions, add the scope, install the app again and run the check.',
  },
  SLACK_NOT_ALLOWED: {
    kind: 'permission',
    text: 'Slack does not allow the app to do this ({reason}).',
    effect: queueWaits,
    next: 'Show this message to the administrator of the workspace, then run the check.',
  },
  SLACK_CHANNEL_NOT_FOUND: {
    kind: 'config',
    text: 'Slack knows no channel {channel}, or the app may not see it.',
    effect: channelWaits,
    next: 'If it is private, invite the app into it; otherwise choose another channel in the rule. Then let the waiting messages go.',
  },
  SLACK_NOT_IN_CHANNEL: {
    kind: 'config',
    text: 'The app is not in the channel {channel}.',
    effect: channelWaits,
    next: 'Let the app join a public channel, or write “/invite @ml-connector” in the channel. Then let the waiting messages go.',
  },
  SLACK_CHANNEL_ARCHIVED: {
    kind: 'config',
    text: 'The channel {channel} is archived.',
    effect: channelWaits,
    next: 'Choose another channel in the rule, or take the channel out of the archive in Slack. Then let the waiting messages go.',
  },
  SLACK_CHANNEL_RESTRICTED: {
    kind: 'permission',
    text: 'The app may not post in the channel {channel} ({reason}).',
    effect: channelWaits,
    next: 'Ask who manages the channel to let the app post there, or choose another channel in the rule. Then let the waiting messages go.',
  },
  SLACK_THREAD_CLOSED: {
    kind: 'config',
    text: 'The channel {channel} takes no reply to this message ({reason}).',
    effect: 'The reply was not posted; the message itself stands.',
    next: 'Open the thread in Slack, or dismiss the reply.',
  },
  SLACK_MESSAGE_GONE: {
    kind: 'record',
    text: 'The message that was to be updated or answered in the channel {channel} cannot be reached any more ({reason}).',
    effect: 'Nothing was changed by it.',
    next: 'Nothing to do: a new message is posted instead.',
  },
  SLACK_MESSAGE_REFUSED: {
    kind: 'record',
    text: 'Slack refused the message as it is ({reason}).',
    effect: 'This message was not posted; all others go on.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support; the message can be tried again afterwards.',
  },
  SLACK_RATE_LIMITED: {
    kind: 'rate-limited',
    text: 'Slack asked for a pause: too many requests ({method}).',
    effect: goesOn,
    next: 'Nothing to do: it goes on by itself after the pause.',
  },
  SLACK_MESSAGE_LIMIT: {
    kind: 'rate-limited',
    text: 'The Slack workspace takes no more messages for now: its plan’s limit is reached.',
    effect: goesOn,
    next: 'It is tried again every half hour. Ask the administrator of the workspace whether the plan can be changed.',
  },
  SLACK_BUSY: {
    kind: 'transient',
    text: 'The Slack workspace cannot be used just now ({reason}).',
    effect: goesOn,
    next: 'Nothing to do; it is tried again by itself. If it lasts, ask the administrator of the workspace.',
  },
  SLACK_ANSWER_UNCLEAR: {
    kind: 'transient',
    text: 'Slack answered “{reason}”, which does not say whether it was done.',
    effect: 'The channel is looked at before anything is sent again, so that nothing is posted twice.',
    next: 'Nothing to do; it is found out by itself. If it lasts, look at status.slack.com.',
  },
  SLACK_ANSWER_UNREADABLE: {
    kind: 'transient',
    text: 'The answer of Slack could not be read ({reason}).',
    effect: 'The channel is looked at before anything is sent again, so that nothing is posted twice.',
    next: 'Try again. If it happens again, check whether something between here and Slack changes answers.',
  },
  SLACK_HISTORY_LIMITED: {
    kind: 'permission',
    text: 'Slack lets this app read the history of the channel {channel} only in small pieces, so it cannot be seen whole.',
    effect: 'It stays open whether the message was posted; it is not sent again by itself.',
    next: 'Look in the channel and say whether the message is there. An app of your own, made from the manifest, is not limited in this way.',
  },
  SLACK_HISTORY_HIDDEN: {
    kind: 'permission',
    text: 'The history of the channel {channel} does not show which of the app’s messages is which.',
    effect: 'It stays open whether the message was posted; it is not sent again by itself.',
    next: 'Look in the channel and say whether the message is there.',
  },
  SLACK_SCHEDULE_REFUSED: {
    kind: 'config',
    text: 'Slack did not schedule the message ({reason}).',
    effect: 'No message is kept ready for it.',
    next: 'Check the date and time of this machine, and remove scheduled messages that are not needed from the channel.',
  },
  SLACK_SOCKET_MODE_OFF: {
    kind: 'config',
    text: 'Socket Mode is switched off in the Slack app.',
    effect:
      'Messages are posted all the same; buttons for approvals do not work, and a click on them shows an error in Slack.',
    next: 'Open the app at api.slack.com/apps → Socket Mode, switch it on, switch on Interactivity too, and run the check.',
  },
  SLACK_TOO_MANY_LINKS: {
    kind: 'rate-limited',
    text: 'Too many programs listen for clicks of this Slack app.',
    effect: 'Messages are posted all the same; clicks on buttons for approvals are not heard here.',
    next: 'Let only one installation of ml-connector use this Slack app: each click goes to one of them alone. It is tried again by itself.',
  },
  SLACK_LINK_LOST: {
    kind: 'transient',
    text: 'The link over which Slack tells of clicks is gone ({reason}).',
    effect: 'Messages are posted all the same; whoever clicks meanwhile sees an error in Slack and can click again.',
    next: 'Nothing to do: it is opened anew by itself. If it lasts, check whether the network lets WebSockets through.',
  },
  SLACK_METHOD_RETIRED: {
    kind: 'internal',
    text: 'Slack has withdrawn what ml-connector uses ({method}).',
    effect: queueWaits,
    next: 'Update ml-connector.',
  },
  SLACK_REQUEST_REFUSED: {
    kind: 'internal',
    text: 'Slack did not understand ml-connector ({method}: {reason}).',
    effect: 'Nothing was changed by it.',
    next: 'Save the support bundle (Settings, Diagnostics) and send it to support.',
  },
} as const satisfies ErrorTexts;
