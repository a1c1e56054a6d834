import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Review } from '../../contract.ts'
import { unitsApi } from '../api.ts'

interface Decision {
  readonly review: Review
  readonly same: boolean
  readonly unit?: string | undefined
}

/**
 * Decisions as fast as the keys: a decided line leaves the list at once, the server follows; one that was refused comes
 * back. The last one can be undone.
 */
export function useDecide() {
  const client = useQueryClient()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<Decision | null>(null)
  const back = (id: string): void => setGone((ids) => new Set([...ids].filter((other) => other !== id)))
  const refresh = (): void => {
    void client.invalidateQueries({ queryKey: ['units.listReviews'] })
    void client.invalidateQueries({ queryKey: ['coverage.summary'] })
  }
  const decide = useMutation({
    mutationFn: ({ review, same, unit }: Decision) =>
      unitsApi.call('units.decideReview', { id: review.id, same, unit }),
    onMutate: (decision) => {
      setGone((ids) => new Set([...ids, decision.review.id]))
      setLast(decision)
    },
    onError: (_, { review }) => {
      back(review.id)
      setLast(null)
    },
    onSettled: refresh,
  })
  const undo = useMutation({
    mutationFn: (id: string) => unitsApi.call('units.reopenReview', { id }),
    onSuccess: (_, id) => {
      back(id)
      setLast(null)
    },
    onSettled: refresh,
  })
  return { gone, last, decide: decide.mutate, undo: undo.mutate, error: decide.error ?? undo.error }
}
