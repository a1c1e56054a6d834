import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'

/** Starts a long piece of work and follows it; `onDone` is called once, with what came of it, when it has ended well. */
export function useRun<I>(
  begin: (input: I) => Promise<{ readonly job: string }>,
  onDone: (result: Readonly<Record<string, unknown>> | null) => void,
) {
  const start = useMutation({ mutationFn: begin })
  const id = start.data?.job ?? null
  const job = useJob(id)
  const done = job?.state === 'done'
  const last = useRef((): void => undefined)
  useEffect(() => {
    last.current = () => onDone(job?.result ?? null)
  })
  useEffect(() => {
    if (done) last.current()
  }, [done])
  const ended = job !== null && jobEnded(job)
  return {
    start: start.mutate,
    job,
    /** Asked for and not yet ended: a second start would only wait behind the first. */
    running: start.isPending || (id !== null && !ended),
    /** There is something to show: progress, a refusal, or that it was cancelled. */
    shown: id !== null && !done,
    done,
    error: start.error,
  }
}
