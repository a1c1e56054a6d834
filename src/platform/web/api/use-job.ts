import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Job } from '../../../kernel/shapes.ts'
import { platformApi } from './platform.ts'

const ENDED: readonly Job['state'][] = ['done', 'failed', 'cancelled']

export const jobEnded = (job: Job): boolean => ENDED.includes(job.state)

/**
 * Follows a long piece of work: pushed events (each is the whole job), and where they do not come through (a proxy, an
 * old browser) a question every second. The page can be left and come back to; only the id is needed.
 */
export function useJob(id: string | null): Job | null {
  const client = useQueryClient()
  const [unpushed, setUnpushed] = useState<string | null>(null)
  const { data } = useQuery({
    ...platformApi.query('platform.job', { id: id ?? '' }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && jobEnded(state.data) ? false : unpushed === id ? 1000 : 5000),
  })
  useEffect(() => {
    if (id === null || typeof EventSource === 'undefined') return
    const { queryKey } = platformApi.query('platform.job', { id })
    const stream = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`)
    const take = (event: MessageEvent<string>): void => {
      const job = JSON.parse(event.data) as Job
      client.setQueryData(queryKey, job)
      if (jobEnded(job)) stream.close()
    }
    stream.addEventListener('message', take)
    stream.addEventListener('job', take)
    stream.addEventListener('error', () => {
      setUnpushed(id)
      stream.close()
    })
    return () => stream.close()
  }, [client, id])
  return data ?? null
}
