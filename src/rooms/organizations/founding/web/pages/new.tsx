import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { foundingApi } from '../api.ts'
import { DraftForm, type DraftPlan } from '../draft/draft-form.tsx'
import { EMPTY, stateOf } from '../draft/plan-state.ts'
import { useFoundingWords } from '../words.ts'

/** A new draft: by hand, of units handed over by another page, or of a case that came to nothing. */
export function NewFoundingPage() {
  const { draft: words } = useFoundingWords()
  const { units, source, again } = useSearch({ from: '/founding/new' })
  const navigate = useNavigate({ from: '/founding/new' })
  const before = useQuery({ ...foundingApi.query('founding.get', { id: again ?? '' }), enabled: again !== undefined })
  const send = useMutation({
    mutationFn: (plan: DraftPlan) => foundingApi.call('founding.draft', { ...plan, source, again }),
    onSuccess: ({ id }) => {
      void refreshAll()
      void navigate({ to: '/founding/$id', params: { id }, search: {} })
    },
  })
  const ids = (units ?? '').split(',').filter((id) => id !== '')
  const start =
    again === undefined
      ? { ...EMPTY, units: ids.map((id) => ({ id, name: '' })) }
      : before.data === undefined
        ? null
        : stateOf(before.data)
  return (
    <Page title={words.title} lead={words.lead}>
      {before.error === null ? null : <ProblemPanel error={before.error} onRetry={() => void before.refetch()} />}
      {start === null ? (
        <SkeletonBlock height={420} />
      ) : (
        <DraftForm
          start={start}
          send={send}
          label={words.save}
          onCancel={() => void navigate({ to: '/founding', search: {} })}
        />
      )}
    </Page>
  )
}
