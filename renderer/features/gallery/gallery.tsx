import { CircleSlash, Download, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink, IconButton, type ButtonKind } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useLeaving } from '../../ui/leaving.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fold } from '../../ui/fold.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { ListCard } from '../../ui/list-page.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Beside, SidePanel, useOpened } from '../../ui/side-panel.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { say } from '../../ui/toasts.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { FormPieces } from './form-pieces.tsx';
import { DataPieces, StatePieces } from './data-pieces.tsx';
import { GridPieces } from './grid-pieces.tsx';
import { Line } from './line.tsx';
import { words } from './words.ts';
import styles from './gallery.module.css';

const kinds: readonly ButtonKind[] = ['primary', 'secondary', 'quiet', 'danger'];

/** Every component of renderer/ui in each of its states, to be looked at together. Development builds only. */
export function Gallery() {
  return (
    <Page title={words.title} intro={words.intro} actions={<ButtonLink to="/">{words.home}</ButtonLink>}>
      <Buttons />
      <StatePieces />
      <FormPieces />
      <DataPieces />
      <GridPieces />
      <Containers />
    </Page>
  );
}

function Buttons() {
  return (
    <Panel title={words.buttons}>
      <div className={styles.stack}>
        {kinds.map((kind) => (
          <Line key={kind} name={kind}>
            <Button kind={kind}>{words.plain}</Button>
            <Button kind={kind} icon={Plus}>
              {words.icon}
            </Button>
            <Button kind={kind} busy>
              {words.busy}
            </Button>
            <Button kind={kind} disabled>
              {words.disabled}
            </Button>
            <ButtonLink kind={kind} to="/gallery">
              {words.link}
            </ButtonLink>
          </Line>
        ))}
        <Line name={words.small}>
          <IconButton icon={Trash2} label={words.remove} onClick={nothing} />
          <IconButton icon={Download} label={words.download} onClick={nothing} />
          <Menu
            label={words.menu}
            items={[
              { id: 'one', label: words.plain, icon: Plus },
              { id: 'two', label: words.disabled, disabled: true },
            ]}
          />
        </Line>
      </div>
    </Panel>
  );
}

function Containers() {
  const [tab, setTab] = useState('one');
  const [isOpen, setOpen] = useState(false);
  const beside = useOpened<string>(null);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <Panel title={words.containers} note={words.note} actions={<Button>{words.plain}</Button>}>
      <div className={styles.stack}>
        <Tabs
          label={words.tabs}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'one', label: words.first, content: <p>{words.text}</p> },
            { id: 'two', label: words.second, count: 12, content: <p>{words.text}</p> },
          ]}
        />
        <Fold label={words.fold}>
          <p>{words.text}</p>
        </Fold>
        <KeyValues
          items={[
            { name: words.first, value: words.text },
            { name: words.second, value: words.plain },
          ]}
        />
        <Progress label={words.progress} value={30} max={100} />
        <Progress label={words.full} value={100} max={100} />
        <Progress label={words.progressUnknown} value={null} max={100} />
        <CodeBlock code={words.code} label={words.codeLabel} copyLabel={words.copy} />
        <Empty text={words.empty} action={<Button icon={Plus}>{words.plain}</Button>} />
        <Waiting text={words.waiting} />
        <div className={styles.high}>
          <ListCard label={words.list}>
            <Beside>
              <Empty text={words.empty} />
              {beside.opened === null ? null : (
                <SidePanel
                  label={words.beside}
                  of={beside.opened}
                  head={<h2>{words.beside}</h2>}
                  onClose={beside.close}
                >
                  <p>{words.text}</p>
                </SidePanel>
              )}
            </Beside>
          </ListCard>
        </div>
        <Line name={words.over}>
          <Button
            onClick={() => {
              beside.open('one');
            }}
          >
            {words.beside}
          </Button>
          <Button
            onClick={() => {
              setOpen(true);
            }}
          >
            {words.dialog}
          </Button>
          <Button
            onClick={() => {
              say(words.toast, words.text);
            }}
          >
            {words.toast}
          </Button>
          <DialogButton kind="danger" icon={Trash2} label={words.wide}>
            {(isShown, hide) => (
              <Dialog
                wide
                open={isShown}
                onClose={hide}
                title={words.wide}
                description={words.text}
                actions={<Button onClick={hide}>{words.plain}</Button>}
              />
            )}
          </DialogButton>
          <ReasonButton
            of={{ isPending: false, error: null, reset: nothing }}
            icon={CircleSlash}
            label={words.reason}
            confirm={{ label: words.plain, kind: 'danger' }}
            title={words.reason}
            means={words.text}
            onDo={(reason, hide) => {
              say(reason);
              hide();
            }}
          >
            <p>{words.text}</p>
          </ReasonButton>
          <Leave />
        </Line>
        <Dialog
          open={isOpen}
          onClose={close}
          title={words.dialog}
          description={words.text}
          actions={
            <DialogActions onCancel={close} kind="primary" onClick={close}>
              {words.plain}
            </DialogActions>
          }
        />
      </div>
    </Panel>
  );
}

/** What is changed is asked about before it is left. */
function Leave() {
  const [isChanged, setChanged] = useState(false);
  const leaving = useLeaving(isChanged);
  return (
    <>
      <Button
        onClick={() => {
          setChanged(true);
        }}
      >
        {words.change}
      </Button>
      <Button
        onClick={() => {
          leaving.leave(() => {
            setChanged(false);
          });
        }}
      >
        {words.leave}
      </Button>
      {leaving.question}
    </>
  );
}

function nothing(): void {
  // Shown, not used.
}
