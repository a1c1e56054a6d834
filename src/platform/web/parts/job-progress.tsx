import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Job } from '../../../kernel/shapes.ts'
import { platformApi } from '../api/platform.ts'
import { ApiProblem } from '../api/problem.ts'
import { jobEnded } from '../api/use-job.ts'
import { remainingText, shareText } from '../format.ts'
import { usePlatformWords } from '../words.ts'
import { ProblemPanel } from './problem-panel.tsx'
import './job-progress.css'

/** What is being done, how far, how long still, and a way to stop. A failed job shows its problem in the same place. */
export function JobProgress({ job, cancellable = true }: { readonly job: Job | null; readonly cancellable?: boolean }) {
  const words = usePlatformWords()
  const cancel = useMutation({ mutationFn: (id: string) => platformApi.call('platform.cancelJob', { id }) })
  if (job?.problem) {
    return <ProblemPanel error={new ApiProblem({ ...job.problem, status: 409 })} />
  }
  if (job?.state === 'cancelled') return <p className="muted">{words.job.cancelled}</p>
  const share = job?.progress ?? null
  const percent = share === null ? null : Math.round(share * 100)
  return (
    <div className="job">
      <div className="job-line" aria-live="polite">
        <span>{job === null || job.state === 'waiting' ? words.job.waiting : job.doing}</span>
        <span className="faint num">
          {share === null ? null : shareText(share)}
          {job?.remaining == null || jobEnded(job) ? null : `　${words.job.remaining(remainingText(job.remaining))}`}
        </span>
        {job === null || !cancellable || jobEnded(job) ? null : (
          <Button className="push" size="small" loading={cancel.isPending} onClick={() => cancel.mutate(job.id)}>
            {cancel.isPending ? words.job.cancelling : words.job.cancel}
          </Button>
        )}
      </div>
      <progress
        className="job-track"
        aria-label={job?.doing ?? words.job.waiting}
        max={100}
        {...(percent === null ? {} : { value: percent })}
      />
    </div>
  )
}
