import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { countText } from '../../../../platform/web/format.ts'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLine } from '../../../../platform/web/parts/skeleton.tsx'
import { unitsApi } from '../api.ts'
import { useImportWords } from './words.ts'

/** What undoing a batch would do, then the undoing itself. A batch that cannot be undone says precisely why not. */
export function UndoPanel({
  batch,
  onClose,
}: {
  readonly batch: { readonly id: string; readonly file: string } | null
  readonly onClose: () => void
}) {
  const { batches: words } = useImportWords()
  return (
    <SidePanel
      open={batch !== null}
      title={batch === null ? words.undoTitle : words.undoOf(batch.file)}
      onClose={onClose}
    >
      {batch === null ? null : <UndoBody key={batch.id} id={batch.id} onClose={onClose} />}
    </SidePanel>
  )
}

function UndoBody({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { batches: words } = useImportWords()
  const [started, setStarted] = useState<string | null>(null)
  const preview = useQuery({ ...unitsApi.query('units.previewUndo', { id }), staleTime: 0, enabled: started === null })
  const undo = useMutation({
    mutationFn: () => unitsApi.call('units.undoBatch', { id }),
    onSuccess: ({ job }) => setStarted(job),
  })
  const job = useJob(started)
  const done = job?.state === 'done'
  const ended = job !== null && jobEnded(job)
  useEffect(() => {
    if (ended) void refreshAll()
  }, [ended])
  if (done) {
    return (
      <div className="undo-body">
        <b>{words.undoDone}</b>
        <Button onClick={onClose}>{words.closeIt}</Button>
      </div>
    )
  }
  if (started !== null) return <JobProgress job={job} />
  if (preview.error !== null) return <ProblemPanel error={preview.error} onRetry={() => void preview.refetch()} />
  const { data } = preview
  if (data === undefined) return <SkeletonLine width={280} />
  return (
    <div className="undo-body">
      <b>{data.ok ? data.sentence : words.cannot}</b>
      {data.ok ? (
        <ul>
          {data.unitsRemoved === 0 ? null : <li>{words.removed(countText(data.unitsRemoved))}</li>}
          {data.unitsChanged === 0 ? null : <li>{words.changed(countText(data.unitsChanged))}</li>}
        </ul>
      ) : (
        <ul>
          {data.why.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      <p className="muted">{words.keep}</p>
      {undo.error === null ? null : <ProblemPanel error={undo.error} />}
      <div className="row">
        <ReasonButton
          needs="units.undoBatch"
          type="primary"
          reason={data.ok ? null : data.why.join('；')}
          loading={undo.isPending}
          onClick={() => undo.mutate()}
        >
          {words.confirm}
        </ReasonButton>
        <Button onClick={onClose}>{words.keepIt}</Button>
      </div>
    </div>
  )
}
