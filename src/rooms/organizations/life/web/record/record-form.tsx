import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../../../../platform/web/api/problem.ts'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { OrganizationFinder, organizationsApi } from '../../../web/public.tsx'
import { Picked } from '../../../web/parts/finder.tsx'
import { lifeApi } from '../api.ts'
import { useLifeWords } from '../words.ts'
import { CalendarForm } from './calendar-form.tsx'
import { emptyRecord, fromDraft, meetingOf, whyNot, type Draft, type RecordDraft } from './draft.ts'
import { FileButton, type FileRead } from './file-button.tsx'
import { RecordFields } from './record-fields.tsx'
import './record.css'

const isAlready = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'life.already'

/** One gathering in a few seconds: who, when, what, how many. */
export function RecordForm({
  organization: given,
  onDone,
}: {
  readonly organization: { readonly id: string; readonly name: string } | null
  readonly onDone: () => void
}) {
  const { form: words } = useLifeWords()
  const { today } = useOffice()
  const [draft, setDraft] = useState<RecordDraft>(() => emptyRecord(today, given))
  const [again, setAgain] = useState(false)
  const [read, setRead] = useState<FileRead | null>(null)
  const [said, setSaid] = useState<readonly string[]>([])
  const first = draft.holders[0]
  const { data: known } = useQuery({
    ...organizationsApi.query('organizations.get', { id: first?.id ?? '' }),
    enabled: first !== undefined,
  })
  const members = known === undefined ? 0 : known.membersFull + known.membersProbationary
  const send = useMutation({
    mutationFn: (next: boolean) =>
      lifeApi
        .call('life.record', { meetings: [meetingOf(draft, read === null ? 'hand' : 'file', members)], again })
        .then((done) => ({ ...done, next })),
    onSuccess: ({ ids, skipped, notes, next }) => {
      void refreshAll()
      setSaid([words.done(ids.length, skipped), ...notes])
      setAgain(false)
      setRead(null)
      if (next || notes.length > 0) setDraft(emptyRecord(today, first ?? null))
      else onDone()
    },
  })
  const why = whyNot(draft, words)
  const take = (file: FileRead): void => {
    setRead(file)
    const [one] = file.drafts
    if (file.source === 'file' && one !== undefined) setDraft(fromDraft(draft, one as Draft))
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
  return (
    <Form onSend={() => why === null && send.mutate(false)}>
      {said.length === 0 ? null : (
        <div role="status" className="good">
          {said.join('')}
        </div>
      )}
      <Picked
        items={draft.holders}
        take={words.take}
        onTake={(id) => setDraft({ ...draft, holders: draft.holders.filter((one) => one.id !== id) })}
      />
      <OrganizationFinder
        label={first === undefined ? words.organization : words.more}
        without={draft.holders.map(({ id }) => id)}
        onPick={({ id, name }) =>
          setDraft({ ...draft, holders: [...draft.holders, { id, name, due: '', present: '' }] })
        }
      />
      <RecordFields draft={draft} members={members} onChange={setDraft} />
      {isAlready(send.error) ? (
        <label className="check">
          <input type="checkbox" checked={again} onChange={(event) => setAgain(event.target.checked)} />
          {words.again}
        </label>
      ) : null}
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row row-wrap">
        <ReasonButton type="primary" htmlType="submit" needs="life.record" reason={why} loading={send.isPending}>
          {words.send}
        </ReasonButton>
        <ReasonButton needs="life.record" reason={why} onClick={() => send.mutate(true)}>
          {words.sendNext}
        </ReasonButton>
      </div>
      <Field
        label={words.file}
        hint={read === null ? words.fileHint : [words.fileRead(read.name), ...read.notes].join('')}
      >
        <FileButton onRead={take} />
      </Field>
    </Form>
  )
}
