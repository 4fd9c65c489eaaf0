import { useState } from 'react';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Loaded } from '../../ui/loading.tsx';
import { HeldGrid } from '../held/held-grid.tsx';
import { RecordGrid } from '../records/record-grid.tsx';
import { ReasonGroups } from '../not-arrived/reason-groups.tsx';
import { RejectedGrid } from '../rejected/rejected-grid.tsx';
import styles from './runs.module.css';

/** Records that this run carried or rejected. */
export function RunRecords({ run }: { readonly run: Run }) {
  return (
    <div className={styles.panel}>
      <RecordGrid filter={{ runId: run.id }} whole={false} fileName="records-of-run" height={520} />
    </div>
  );
}

/** Records that this run rejected, by reason. */
export function RunRejected({ run }: { readonly run: Run }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const reasons = useAsk('rejected.reasons', { runId: run.id });
  return (
    <div className={styles.rejected}>
      <Loaded of={reasons}>{(list) => <ReasonGroups reasons={list} value={reason} onChange={setReason} />}</Loaded>
      <div className={styles.panel}>
        <RejectedGrid
          filter={{ runId: run.id, ...(reason === '' ? {} : { reason }) }}
          none={text('rejected.none')}
          fileName="rejected-of-run"
          height={520}
        />
      </div>
    </div>
  );
}

/** Records that this run held. */
export function RunHeld({ run }: { readonly run: Run }) {
  const text = useText();
  return (
    <div className={styles.panel}>
      <HeldGrid filter={{ runId: run.id }} none={text('held.noneFound')} fileName="held-of-run" height={520} />
    </div>
  );
}
