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
  const [pushed, setPushed] = useState(true)
  const options = platformApi.query('platform.job', { id: id ?? '' })
  const { data } = useQuery({
    ...options,
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && jobEnded(state.data) ? false : pushed ? 5000 : 1000),
  })
  const key = options.queryKey
  useEffect(() => {
    if (id === null || typeof EventSource === 'undefined') return
    setPushed(true)
    const stream = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`)
    const take = (event: MessageEvent<string>): void => {
      const job = JSON.parse(event.data) as Job
      client.setQueryData(key, job)
      if (jobEnded(job)) stream.close()
    }
    stream.addEventListener('message', take)
    stream.addEventListener('job', take)
    stream.addEventListener('error', () => {
      setPushed(false)
      stream.close()
    })
    return () => stream.close()
    // The key is a fresh array each time; the id decides it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id])
  return data ?? null
}
