import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ApiProblem } from '../../../../../platform/web/api/problem.ts'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { organizationsApi } from '../../../web/public.tsx'
import { lifeApi } from '../api.ts'
import { useLifeWords } from '../words.ts'
import { CalendarForm } from './calendar-form.tsx'
import { emptyRecord, fromDraft, meetingOf, whyNot, type RecordDraft, type RecordStart } from './draft.ts'
import { FileZone, type FileRead } from './file-zone.tsx'
import { beginRecord } from './open.ts'
import { Holders, RecordFields } from './record-fields.tsx'
import { sayRead } from './say-read.ts'
import '../../../../../platform/web/parts/field.css'
import './record.css'

export const isAlready = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'life.already'

/** One gathering in a few seconds: who, when, what, how many; or from its minutes, or many from a calendar. */
export function RecordForm({
  start,
  within,
  onDone,
}: {
  readonly start: RecordStart
  readonly within?: { readonly from: string; readonly to: string } | undefined
  readonly onDone: () => void
}) {
  const { form: words } = useLifeWords()
  const [draft, setDraft] = useState<RecordDraft>(() => emptyRecord(start))
  const [again, setAgain] = useState(false)
  const [read, setRead] = useState<FileRead | null>(null)
  const [done, setDone] = useState<readonly string[]>([])
  const first = draft.holders[0]
  useEffect(beginRecord, [])
  const { data: known } = useQuery({
    ...organizationsApi.query('organizations.get', { id: first?.id ?? '' }),
    enabled: first !== undefined,
  })
  const members = known === undefined ? 0 : known.membersFull + known.membersProbationary
  const send = useMutation({
    mutationFn: (next: boolean) =>
      lifeApi
        .call('life.record', { meetings: [meetingOf(draft, read === null ? 'hand' : 'file', members)], again })
        .then((answer) => ({ ...answer, next })),
    onSuccess: ({ ids, skipped, notes, next }) => {
      void refreshAll()
      setDone([words.done(ids.length, skipped), ...notes])
      setAgain(false)
      setRead(null)
      // A note is about what was just recorded: it is to be seen before the form goes.
      if (next || notes.length > 0) setDraft(emptyRecord({ day: draft.day, organization: first ?? null }))
      else onDone()
    },
  })
  const why = whyNot(draft, words)
  const take = (file: FileRead): void => {
    setRead(file)
    setDone([])
    // What was refused was not this.
    send.reset()
    const [one] = file.drafts
    if (file.source === 'file' && one !== undefined) setDraft(fromDraft(draft, one))
  }
  if (read?.source === 'calendar') {
    return (
      <CalendarForm
        organization={first ?? null}
        read={read}
        onPick={(one) => setDraft({ ...draft, holders: [{ ...one, due: '', present: '' }] })}
        onBack={() => setRead(null)}
        onDone={onDone}
      />
    )
  }
  const [one] = read?.drafts ?? []
  return (
    <FileZone said={read === null || one === undefined ? [] : sayRead(read.name, one, words)} onRead={take}>
      <Form onSend={() => why === null && send.mutate(false)}>
        {done.length === 0 ? null : (
          <div role="status" className="good">
            {done.join('')}
          </div>
        )}
        <Holders draft={draft} onChange={setDraft} />
        <RecordFields draft={draft} members={members} within={within} onChange={setDraft} />
        {send.error === null ? null : <ProblemPanel error={send.error} />}
        {isAlready(send.error) ? (
          <label className="check">
            <input type="checkbox" checked={again} onChange={(event) => setAgain(event.target.checked)} />
            {words.again}
          </label>
        ) : null}
        <div className="row row-wrap">
          <ReasonButton type="primary" htmlType="submit" needs="life.record" reason={why} loading={send.isPending}>
            {words.send}
          </ReasonButton>
          <ReasonButton needs="life.record" reason={why} onClick={() => send.mutate(true)}>
            {words.sendNext}
          </ReasonButton>
        </div>
      </Form>
    </FileZone>
  )
}
