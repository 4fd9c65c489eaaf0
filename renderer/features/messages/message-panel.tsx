import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { MessageDecision, MessageDetail, MessageItem } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { SlackMessageWithJson } from '../block-kit/slack-message.tsx';
import { OpenOutside } from '../lists/open-outside.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { amountsText, reasonOf } from './columns.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { decisionsFor, decisionWords } from './decisions.ts';
import { sameReason } from './filters.tsx';
import { eventDetail, eventText, namesAnother } from './event-words.ts';
import { kindWords, messageLooks, stateMeanings } from './looks.ts';
import { ruleNameOf, rulePathOf } from './rule-of.ts';
import styles from './messages.module.css';

interface MessagePanelProps {
  readonly id: string;
  /** Shows another message in this one’s place: the digest that tells it. */
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
  /** Narrows the list to all messages that the same thing went wrong with. */
  readonly onSameReason: (item: MessageItem) => void;
}

/** One message, whole: what became of it, what can be decided, how it looks, and what happened to it. */
export function MessagePanel({ id, onClose, ...leads }: MessagePanelProps) {
  const text = useText();
  const detail = useAsk('messages.get', { id });
  return (
    <SidePanel
      label={text('message.panel')}
      of={id}
      onClose={onClose}
      head={<h2 data-private="">{detail.data?.item.label ?? text('message.panel')}</h2>}
    >
      <Loaded of={detail}>{(loaded) => <Content detail={loaded} {...leads} />}</Loaded>
    </SidePanel>
  );
}

type ContentProps = Pick<MessagePanelProps, 'onOpen' | 'onSameReason'> & { readonly detail: MessageDetail };

function Content({ detail, onOpen, onSameReason }: ContentProps) {
  const text = useText();
  const locale = useLocale();
  const { item, body } = detail;
  return (
    <>
      <State item={item} />
      {item.error === null ? null : <ErrorNotice error={item.error} />}
      <Choices item={item} />
      {sameReason(item) === null ? null : (
        <div className={styles.links}>
          <Button
            icon={ListFilter}
            onClick={() => {
              onSameReason(item);
            }}
          >
            {text('message.sameReason')}
          </Button>
        </div>
      )}
      {item.contentsRemovedAtUtc === null ? (
        <SlackMessageWithJson body={body} label={text('message.drawn', { label: item.label })} />
      ) : (
        <p>{text('retention.message', { date: formatMoment(item.contentsRemovedAtUtc, locale) })}</p>
      )}
      <Places item={item} />
      {item.coveredBy === null ? null : <CoveredBy id={item.coveredBy} onOpen={onOpen} />}
      <h3>{text('message.history')}</h3>
      <History detail={detail} onOpen={onOpen} />
      <h3>{text('message.facts')}</h3>
      <Facts item={item} />
    </>
  );
}

function State({ item }: { readonly item: MessageItem }) {
  const text = useText();
  const reason = reasonOf(item, text);
  return (
    <div className={styles.state}>
      <LookBadge look={messageLooks[item.state]} />
      {reason === '' ? null : <span>{reason}</span>}
      <p className={styles.muted}>{text(stateMeanings[item.state])}</p>
    </div>
  );
}

/** What a person may decide of it, each with what it does. */
function Choices({ item }: { readonly item: MessageItem }) {
  const text = useText();
  const [asked, setAsked] = useState<MessageDecision | null>(null);
  const open = decisionsFor(item);
  if (open.length === 0) return null;
  const needsPerson = item.state === 'undecided' || item.state === 'failed';
  return (
    <>
      <ul className={styles.decisions} aria-label={text('decision.all')}>
        {open.map((decision, index) => {
          const { icon, name, meaning } = decisionWords[decision];
          return (
            <li key={decision}>
              <Button
                writes
                icon={icon}
                kind={needsPerson && index === 0 ? 'primary' : 'secondary'}
                onClick={() => {
                  setAsked(decision);
                }}
              >
                {text(name)}
              </Button>
              <span className={styles.muted}>{text(meaning)}</span>
            </li>
          );
        })}
      </ul>
      <DecideDialog
        decision={asked}
        count={1}
        ids={() => Promise.resolve([item.id])}
        onClose={() => {
          setAsked(null);
        }}
      />
    </>
  );
}

/** Where the message and what it is about are opened. */
function Places({ item: { permalink, link } }: { readonly item: MessageItem }) {
  const text = useText();
  if (permalink === null && link === null) return null;
  return (
    <div className={styles.links}>
      {permalink === null ? null : (
        <>
          <OpenOutside url={permalink} label={text('message.openInSlack')} />
          <CopyButton value={permalink} label={text('message.copyLink')} />
        </>
      )}
      {link === null ? null : <OpenOutside url={link} label={text('record.openInWorkday')} />}
    </div>
  );
}

function CoveredBy({ id, onOpen }: { readonly id: string; readonly onOpen: (id: string) => void }) {
  const text = useText();
  return (
    <div className={styles.links}>
      <Button
        onClick={() => {
          onOpen(id);
        }}
      >
        {text('message.openCover')}
      </Button>
    </div>
  );
}

function History({ detail, onOpen }: { readonly detail: MessageDetail; readonly onOpen: (id: string) => void }) {
  const text = useText();
  return (
    <ol className={styles.history} aria-label={text('message.history')}>
      {detail.history.map((entry, index) => (
        <li key={index}>
          <span className={styles.muted}>
            <Moment atUtc={entry.atUtc} />
          </span>
          <span>
            {eventText(entry.event, text)}
            {entry.detail === null || namesAnother(entry.event) ? null : (
              <span className={styles.muted}> · {eventDetail(entry.detail, text)}</span>
            )}
            {namesAnother(entry.event) ? <OpenOther id={entry.detail} onOpen={onOpen} /> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function OpenOther({ id, onOpen }: { readonly id: string | null; readonly onOpen: (id: string) => void }) {
  const text = useText();
  if (id === null) return null;
  return (
    <Button
      kind="quiet"
      onClick={() => {
        onOpen(id);
      }}
    >
      {text('message.openOther')}
    </Button>
  );
}

function Facts({ item }: { readonly item: MessageItem }) {
  const text = useText();
  const locale = useLocale();
  const amounts = amountsText(item.amounts, locale);
  const items = [
    { name: text('message.kind'), value: text(kindWords[item.kind]) },
    {
      name: text('messages.rule'),
      value: <Link to={rulePathOf(item)}>{ruleNameOf(item, text)}</Link>,
    },
    { name: text('rule.channel'), value: `#${item.channelName}` },
    { name: text('common.flow'), value: <Link to={pathOf('flows', item.flowId)}>{item.flowName}</Link> },
    ...(item.runId === null
      ? []
      : [{ name: text('record.run'), value: <Link to={runPath(item.runId)}>{text('message.openRun')}</Link> }]),
    ...(amounts === '' ? [] : [{ name: text('message.amounts'), value: <span data-private="">{amounts}</span> }]),
    { name: text('message.attempts'), value: String(item.attempts) },
    ...(item.notBeforeUtc === null
      ? []
      : [{ name: text('message.notBefore'), value: <Moment atUtc={item.notBeforeUtc} /> }]),
    {
      name: text('message.id'),
      value: (
        <span className={styles.links}>
          <code className={styles.code}>{item.id}</code>
          <CopyButton value={item.id} label={text('message.copyId')} />
        </span>
      ),
    },
  ];
  return <KeyValues items={items} />;
}
