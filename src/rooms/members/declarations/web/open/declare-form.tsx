import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { DeclaredPlace } from '../../contract.ts'
import { declarationsApi } from '../api.ts'
import { Star } from './asked.tsx'
import { missingIn, NOTHING_TYPED, readTyped, thisMonth, type Question, type Typed } from './draft.ts'
import type { Notice, Receipt } from './notice.ts'
import { Questions } from './questions.tsx'
import { useOpenWords } from './words.ts'

/**
 * The questions. Sending with something missing says it under each question and goes to the first: a button that is
 * disabled with its reason on hover would say nothing on a phone.
 */
export function DeclareForm({
  notice,
  at,
  onDone,
}: {
  readonly notice: Notice
  /** The link by which the person came. */
  readonly at: string | undefined
  readonly onDone: (receipt: Receipt) => void
}) {
  const words = useOpenWords()
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED)
  const [month] = useState(thisMonth)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const wrong = tried ? missingIn(typed, month) : []
  const say = (what: Question): string | undefined => (wrong.includes(what) ? words.missing[what] : undefined)
  const change = (what: Partial<Typed>): void => setTyped((old) => ({ ...old, ...what }))
  const run = useMutation({
    mutationFn: (placeKind: DeclaredPlace) =>
      declarationsApi.call('declarations.declare', {
        ...(at === undefined || notice.link !== 'good' ? {} : { at }),
        ...readTyped(typed, placeKind),
        ...(notice.workplace === null ? {} : { workplace: null }),
        ...(notice.town === null ? {} : { town: notice.town }),
        consent: notice.consent.version,
        agreed: true,
      }),
    onSuccess: onDone,
  })
  const send = (): void => {
    setTried(true)
    const [first] = missingIn(typed, month)
    if (first === undefined && typed.placeKind !== '') return run.mutate(typed.placeKind)
    form.current?.querySelector<HTMLElement>(`[data-asked="${first}"]`)?.focus()
  }
  return (
    <form
      ref={form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p className="muted">{words.must}</p>
      <Questions typed={typed} notice={notice} say={say} month={month} onChange={change} />
      <div className="leaf-agree">
        <label className="check">
          <input
            type="checkbox"
            data-asked="consent"
            required
            aria-describedby="consent-wrong"
            checked={typed.agreed}
            onChange={({ target: { checked } }) => change({ agreed: checked })}
          />
          <span>
            {words.consent}
            <Star />
          </span>
        </label>
        <small id="consent-wrong" className="leaf-wrong">
          {say('consent')}
        </small>
      </div>
      {run.error === null ? null : <ProblemPanel error={run.error} />}
      <div className="leaf-do">
        <Button type="primary" htmlType="submit" loading={run.isPending}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
