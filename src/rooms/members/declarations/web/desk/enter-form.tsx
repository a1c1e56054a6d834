import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { PrintSheet } from '../../../../../platform/web/parts/print-sheet.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { usePlatformWords } from '../../../../../platform/web/words.ts'
import { useOffice } from '../../../../areas/web/public.ts'
import { PickUnit, type Picked } from '../../../web/member/pick.tsx'
import type { DeclaredPlace } from '../../contract.ts'
import { declarationsApi } from '../api.ts'
import { missingIn, NOTHING_TYPED, readTyped, type Question, type Typed } from '../open/draft.ts'
import type { Notice } from '../open/notice.ts'
import { Questions } from '../open/questions.tsx'
import { ReceiptPaper } from '../open/receipt-card.tsx'
import { useOpenWords } from '../open/words.ts'
import { useDeskWords } from './words.ts'
import '../open/open.css'

/** A paper that came in, typed in by the office: signed by the person, who gets the code on the receipt. */
export function EnterForm({
  onOpen,
  onCancel,
}: {
  readonly onOpen: (id: string) => void
  readonly onCancel: () => void
}) {
  const notice = useQuery(declarationsApi.query('declarations.notice', {}))
  const [entered, setEntered] = useState<{ readonly id: string; readonly code: string } | null>(null)
  if (notice.error !== null) return <ProblemPanel error={notice.error} onRetry={() => void notice.refetch()} />
  if (notice.data === undefined) return <SkeletonLines count={8} />
  if (entered !== null) return <Entered {...entered} notice={notice.data} onOpen={() => onOpen(entered.id)} />
  return <Paper notice={notice.data} onDone={setEntered} onCancel={onCancel} />
}

function Paper({
  notice,
  onDone,
  onCancel,
}: {
  readonly notice: Notice
  readonly onDone: (entered: { readonly id: string; readonly code: string }) => void
  readonly onCancel: () => void
}) {
  const { enterForm: words, form } = useDeskWords()
  const { missing } = useOpenWords()
  const platform = usePlatformWords()
  const { today } = useOffice()
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED)
  const [unit, setUnit] = useState<Picked | null>(null)
  const [signed, setSigned] = useState(today)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const month = today.slice(0, 7)
  const wrong = missingIn(typed, month)
  const said = { ...missing, consent: words.noConsent }
  const say = (what: Question): string | undefined => (tried && wrong.includes(what) ? said[what] : undefined)
  const change = (what: Partial<Typed>): void => setTyped((old) => ({ ...old, ...what }))
  const run = useMutation({
    mutationFn: (placeKind: DeclaredPlace) =>
      declarationsApi.call('declarations.enter', {
        ...readTyped(typed, placeKind),
        unit: unit?.id ?? null,
        consent: notice.consent.version,
        signed,
        note: note.trim(),
      }),
    onSuccess: async (entered) => {
      await refreshAll()
      onDone(entered)
    },
  })
  const send = (): void => {
    setTried(true)
    const [first] = wrong
    if (first === undefined && typed.placeKind !== '') return run.mutate(typed.placeKind)
    element.current?.querySelector<HTMLElement>(`[data-asked="${first}"]`)?.focus()
  }
  return (
    <form
      ref={element}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (signed !== '') send()
      }}
    >
      <p className="muted">{words.what}</p>
      <Questions typed={typed} notice={notice} say={say} month={month} onChange={change} />
      <PickUnit label={form.unit} picked={unit} onPick={setUnit} />
      <Field label={words.signed}>
        <input type="date" max={today} value={signed} onChange={({ target: { value } }) => setSigned(value)} />
      </Field>
      <Field label={words.note} hint={words.noteHint}>
        <input maxLength={400} value={note} onChange={({ target: { value } }) => setNote(value)} />
      </Field>
      <div>
        <label className="check">
          <input
            type="checkbox"
            data-asked="consent"
            aria-describedby="signed-wrong"
            checked={typed.agreed}
            onChange={({ target: { checked } }) => change({ agreed: checked })}
          />
          {words.consent}
        </label>
        <small id="signed-wrong" className="leaf-wrong">
          {say('consent')}
        </small>
      </div>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="declarations.enter"
          reason={signed === '' ? words.noSigned : null}
          loading={run.isPending}
        >
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{platform.cancel}</Button>
      </div>
    </form>
  )
}

/** The code, shown once, for the receipt that goes to the person. */
function Entered({
  id,
  code,
  notice,
  onOpen,
}: {
  readonly id: string
  readonly code: string
  readonly notice: Notice
  readonly onOpen: () => void
}) {
  const { enterForm: words } = useDeskWords()
  const { receipt } = useOpenWords()
  const page = useQuery(declarationsApi.query('declarations.get', { id })).data
  return (
    <div className="form">
      <b role="status">{words.done}</b>
      <p>{words.doneWhat}</p>
      <code className="leaf-code num">{code}</code>
      <div className="row">
        <Button type="primary" disabled={page === undefined} onClick={() => window.print()}>
          {receipt.print}
        </Button>
        <Button onClick={onOpen}>{words.open}</Button>
      </div>
      {page === undefined ? null : (
        <PrintSheet>
          <ReceiptPaper receipt={{ code, day: page.declared, by: page.by }} notice={notice} />
        </PrintSheet>
      )}
    </div>
  )
}
