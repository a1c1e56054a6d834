import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useLate } from '../../../../../platform/web/parts/use-late.ts'
import { useOffice } from '../../../../areas/web/public.ts'
import { TrialPanel } from '../../../../organizations/web/public.tsx'
import type { TransferDeed, TransferPage } from '../../contract.ts'
import { deedName } from '../../rules/words.ts'
import { transfersApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'

/** One deed upon a case: its day, the letter where one is issued, the reason; what would follow is shown beforehand. */
export function ActForm({
  found,
  deed,
  onDone,
}: {
  readonly found: TransferPage
  readonly deed: TransferDeed
  readonly onDone: () => void
}) {
  const { deed: words } = useTransfersWords()
  const { today } = useOffice()
  const [day, setDay] = useState<string>(today)
  const [letterNo, setLetterNo] = useState('')
  const [validUntil, setValidUntil] = useState('')
  const [reason, setReason] = useState('')
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>({})
  const issuing = deed === 'issue'
  const given = {
    id: found.id,
    deed,
    day,
    ...(issuing && letterNo.trim() !== '' ? { letterNo: letterNo.trim() } : {}),
    ...(issuing && validUntil !== '' ? { validUntil } : {}),
  }
  const ready = day !== '' && (!issuing || letterNo.trim() !== '')
  const now = JSON.stringify({ version: found.version, given, ready })
  const asked = useLate(now, 300)
  const question = JSON.parse(asked) as { given: typeof given; ready: boolean }
  const tried = useQuery({
    queryKey: ['transfers.try', asked],
    queryFn: ({ signal }) => transfersApi.call('transfers.try', question.given, signal),
    enabled: question.ready,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const send = useMutation({
    mutationFn: () =>
      transfersApi.call('transfers.act', { ...given, version: found.version, reason: reason.trim(), overrides }),
    onSuccess: async () => {
      await refreshAll()
      onDone()
    },
  })
  const trial = ready && tried.data !== undefined ? tried.data : null
  const soft = (trial?.soft ?? []).map(({ article, words: why }) => ({ rule: article.rule, why, article }))
  const missing =
    issuing && letterNo.trim() === ''
      ? words.noLetter
      : day === ''
        ? words.noDay
        : asked !== now || tried.isFetching
          ? words.trying
          : trial !== null && trial.refused !== null
            ? words.refused
            : soft.some(({ rule }) => (overrides[rule] ?? '').trim().length < 2)
              ? words.noSoft
              : reason.trim().length < 2
                ? words.noReason
                : null
  // A reception may be agreed for a later day, as long as the letter is good.
  const last = deed === 'receive' && found.direction !== 'out' ? (found.validUntil ?? today) : today
  return (
    <Form onSend={() => (missing === null ? send.mutate() : undefined)}>
      {issuing ? (
        <Field label={words.letterNo}>
          <input maxLength={60} value={letterNo} onChange={(event) => setLetterNo(event.target.value)} />
        </Field>
      ) : null}
      <Field label={words.days[deed]} {...(last > today ? { hint: words.receiveHint } : {})}>
        <input
          type="date"
          min={issuing ? undefined : (found.letterDay ?? undefined)}
          max={last > today ? last : today}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </Field>
      {issuing ? (
        <Field label={words.validUntil} hint={words.validUntilHint}>
          <input type="date" min={day} value={validUntil} onChange={(event) => setValidUntil(event.target.value)} />
        </Field>
      ) : null}
      <Field label={words.reason} hint={words.reasonHints[deed]}>
        <input maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {trial === null || (trial.refused === null && trial.soft.length + trial.follows.length === 0) ? null : (
        <TrialPanel
          trial={{
            refused: trial.refused === null ? [] : [{ code: deed, why: trial.refused, article: null }],
            soft,
            follows: trial.follows,
          }}
          reasons={overrides}
          onReason={(rule, text) => setOverrides((old) => ({ ...old, [rule]: text }))}
        />
      )}
      {tried.error === null || !ready ? null : <ProblemPanel error={tried.error} />}
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs="transfers.act" reason={missing} loading={send.isPending}>
          {deedName(found.direction, deed)}
        </ReasonButton>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
