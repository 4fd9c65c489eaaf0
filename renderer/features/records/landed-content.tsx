import type { RecordDetail } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { RowTables } from './row-tables.tsx';

/** The version that the destination acknowledged last, as its rows were delivered. */
export function LandedContent({ detail }: { readonly detail: RecordDetail }) {
  const text = useText();
  const locale = useLocale();
  const { removedVersions } = detail;
  if (removedVersions?.landed === true) {
    const date = formatMoment(removedVersions.lastAtUtc, locale);
    return <Empty text={text('retention.recordLanded', { date })} />;
  }
  const landed = detail.versions.find((one) => one.batchId === detail.landedBatchId);
  if (landed === undefined) return <Empty text={text('record.contentNone')} />;
  return (
    <Panel
      title={text('record.content')}
      note={landed.acknowledgedAtUtc === null ? undefined : <Moment atUtc={landed.acknowledgedAtUtc} />}
    >
      <RowTables version={landed} />
    </Panel>
  );
}
