import { Columns3, Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FlowDraft } from '../../../shared/model/flow.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { PreviewResult } from '../preview/preview-result.tsx';
import { usePreviewState } from '../preview/state.ts';
import { MappingEditor, type SampleFrom } from './mapping-editor.tsx';
import { problemsOf, type Stream } from './table-facts.ts';
import styles from './mapping.module.css';

interface MappingWorkspaceProps {
  readonly stream: Stream;
  readonly mapping: StreamMapping;
  readonly sampleFrom: SampleFrom;
  readonly onChange: (mapping: StreamMapping) => void;
  /** The flow as it would be saved now. */
  readonly draft: FlowDraft;
}

/** The editor of a mapping and, in its place, what the mapping on screen would do with real records. */
export function MappingWorkspace({ stream, mapping, sampleFrom, onChange, draft }: MappingWorkspaceProps) {
  const text = useText();
  const [view, setView] = useState<'edit' | 'preview'>('edit');
  const usable = problemsOf(stream, mapping).length === 0;
  return (
    <div className={styles.preview}>
      {view === 'edit' ? (
        <>
          <div className={styles.previewActions}>
            <Button
              icon={Eye}
              disabled={!usable}
              onClick={() => {
                setView('preview');
              }}
            >
              {text('mapping.preview')}
            </Button>
            <span className={styles.small}>{text('mapping.previewNote')}</span>
          </div>
          <MappingEditor stream={stream} mapping={mapping} sampleFrom={sampleFrom} onChange={onChange} />
        </>
      ) : (
        <MappingPreview
          draft={draft}
          stream={stream.id}
          mapping={mapping}
          onBack={() => {
            setView('edit');
          }}
        />
      )}
    </div>
  );
}

interface MappingPreviewProps extends Pick<MappingWorkspaceProps, 'draft' | 'mapping'> {
  readonly stream: string;
  readonly onBack: () => void;
}

const sampleSize = 20;

/** Runs when it opens. Nothing is saved and nothing is written. */
function MappingPreview({ draft, mapping, stream, onBack }: MappingPreviewProps) {
  const text = useText();
  const { mutate, data, error, isPending } = useAct('preview.draft');
  const clear = usePreviewState((state) => state.clear);
  const run = (): void => {
    clear();
    mutate({ draft, stream, limit: sampleSize });
  };
  useEffect(() => {
    clear();
    mutate({ draft, stream, limit: sampleSize });
    // Once, when it opens: the mapping cannot change while its preview is looked at.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <section className={styles.preview} aria-label={text('mapping.previewTitle')}>
      <div className={styles.previewActions}>
        <Button icon={Columns3} onClick={onBack}>
          {text('mapping.backToEdit')}
        </Button>
        <Button icon={Eye} busy={isPending} onClick={run}>
          {text('mapping.previewAgain')}
        </Button>
        <span className={styles.small} role="status">
          {isPending ? text('preview.reading') : ''}
        </span>
      </div>
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
      {isPending ? <Waiting text={text('preview.waiting')} /> : null}
      {data === undefined ? null : <PreviewResult preview={data} mapping={mapping} />}
    </section>
  );
}
