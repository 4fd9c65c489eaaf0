import { Eye } from 'lucide-react';
import { useState } from 'react';
import type { FlowDraft } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Waiting } from '../../ui/loading.tsx';
import { PreviewResult } from '../preview/preview-result.tsx';
import { usePreviewState } from '../preview/state.ts';
import styles from './mapping.module.css';

interface MappingPreviewProps {
  /** The flow as it would be saved now. */
  readonly draft: FlowDraft;
  readonly stream: string;
  /** False while the mapping cannot be used. */
  readonly usable: boolean;
}

const sampleSize = 10;

/** What the mapping as it is on screen would do with real records; nothing is saved and nothing is written. */
export function MappingPreview({ draft, stream, usable }: MappingPreviewProps) {
  const text = useText();
  const preview = useAct('preview.draft');
  const [shown, setShown] = useState<FlowDraft | null>(null);
  const clear = usePreviewState((state) => state.clear);
  const mapping = shown?.streams.find((one) => one.id === stream)?.mapping;
  const isOld = shown !== null && JSON.stringify(shown.streams) !== JSON.stringify(draft.streams);
  const run = (): void => {
    clear();
    setShown(draft);
    preview.mutate({ draft, stream, limit: sampleSize });
  };
  return (
    <section className={styles.preview} aria-label={text('mapping.previewTitle')}>
      <div className={styles.previewActions}>
        <Button icon={Eye} busy={preview.isPending} disabled={!usable} onClick={run}>
          {text(preview.data === undefined ? 'mapping.preview' : 'mapping.previewAgain')}
        </Button>
        <span className={styles.small} role="status">
          {preview.isPending ? text('preview.reading') : isOld ? text('mapping.previewOld') : ''}
        </span>
      </div>
      {preview.error === null ? null : <ErrorNotice error={dtoOf(preview.error)} />}
      {preview.isPending ? <Waiting text={text('preview.waiting')} /> : null}
      {preview.data === undefined ? null : (
        <PreviewResult preview={preview.data} mapping={mapping} />
      )}
    </section>
  );
}
