import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { OrganizationChange, OrganizationPage } from '../../contract.ts'
import { organizationsApi } from '../api.ts'
import { useLate } from '../../../../platform/web/parts/use-late.ts'
import { useOrganizationsWords } from '../words.ts'
import { changeOf, draftOf } from './draft.ts'
import { TrialPanel } from './trial.tsx'
import { WhatFields } from './what-fields.tsx'

/** One deed upon an organisation: fields, day, reason; what would follow is shown before it is done. */
export function ChangeForm({
  organization,
  doing,
  onDone,
}: {
  readonly organization: OrganizationPage
  readonly doing: OrganizationChange['change']
  readonly onDone: () => void
}) {
  const { form: words } = useOrganizationsWords()
  const { today } = useOffice()
  const { id, version } = organization
  const [draft, setDraft] = useState(() => draftOf(organization))
  const [day, setDay] = useState<string>(today)
  const [reason, setReason] = useState('')
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>({})
  const what = changeOf(doing, draft)
  const asked = useLate(JSON.stringify({ id, day, what }), 300)
  const question = JSON.parse(asked) as { id: string; day: string; what: OrganizationChange | null }
  const trial = useQuery({
    queryKey: ['organizations.try', asked],
    queryFn: ({ signal }) => {
      if (question.what === null) throw new Error('nothing to try')
      return organizationsApi.call('organizations.try', { ...question, what: question.what }, signal)
    },
    enabled: question.what !== null && question.day !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const send = useMutation({
    mutationFn: (change: OrganizationChange) =>
      organizationsApi.call('organizations.change', {
        id,
        day,
        reason: reason.trim(),
        version,
        overrides,
        what: change,
      }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const settled = asked === JSON.stringify({ id, day, what })
  const soft = trial.data?.soft ?? []
  const why =
    what === null || day === ''
      ? words.needAll
      : !settled || trial.isFetching
        ? words.trying
        : (trial.data?.refused.length ?? 0) > 0
          ? words.refused
          : soft.some(({ rule }) => (overrides[rule] ?? '').trim().length < 2)
            ? words.needSoft
            : reason.trim().length < 2
              ? words.needReason
              : null
  return (
    <Form onSend={() => why === null && what !== null && send.mutate(what)}>
      <WhatFields
        organization={organization}
        doing={doing}
        draft={draft}
        onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
      />
      {doing === 'details' ? null : (
        <Field label={words.day} hint={words.dayHint}>
          <input type="date" value={day} max={today} onChange={(event) => setDay(event.target.value)} />
        </Field>
      )}
      <Field label={words.reason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {what === null ? null : trial.error === null ? (
        <TrialPanel
          trial={trial.data}
          reasons={overrides}
          onReason={(rule, text) => setOverrides((old) => ({ ...old, [rule]: text }))}
        />
      ) : (
        <ProblemPanel error={trial.error} />
      )}
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="organizations.change"
          reason={why}
          loading={send.isPending}
        >
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
