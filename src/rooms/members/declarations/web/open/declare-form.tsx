import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { placeKindNames } from '../../rules/words.ts'
import { declarationsApi } from '../api.ts'
import { Asked, Star } from './asked.tsx'
import { missingIn, NOTHING_TYPED, type Asked as Question, type PlaceKind, type Typed } from './draft.ts'
import type { Notice, Receipt } from './notice.ts'
import { useOpenWords } from './words.ts'

// Names of the table above.
const KINDS = Object.keys(placeKindNames) as PlaceKind[]

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
  const { fields } = words
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const wrong = tried ? missingIn(typed, notice.day.slice(0, 7)) : []
  const say = (what: Question): string | undefined => (wrong.includes(what) ? words.missing[what] : undefined)
  const change = (what: Partial<Typed>): void => setTyped((old) => ({ ...old, ...what }))
  const run = useMutation({
    mutationFn: (placeKind: PlaceKind) =>
      declarationsApi.call('declarations.declare', {
        ...(at === undefined || notice.link !== 'good' ? {} : { at }),
        name: typed.name.trim(),
        phone: typed.phone.trim(),
        placeKind,
        relation: typed.unknown ? null : typed.relation.trim(),
        joined: orNull(typed.joined),
        workplace: notice.workplace === null ? orNull(typed.workplace) : null,
        town: notice.town ?? orNull(typed.town),
        identity: orNull(typed.identity),
        consent: notice.consent.version,
      }),
    onSuccess: onDone,
  })
  const send = (): void => {
    setTried(true)
    const [first] = missingIn(typed, notice.day.slice(0, 7))
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
      <Asked label={fields.name} must wrong={say('name')}>
        {(given) => (
          <input
            {...given}
            data-asked="name"
            maxLength={60}
            autoComplete="off"
            value={typed.name}
            onChange={({ target: { value } }) => change({ name: value })}
          />
        )}
      </Asked>
      <Asked label={fields.phone} must hint={fields.phoneHint} wrong={say('phone')}>
        {(given) => (
          <input
            {...given}
            data-asked="phone"
            type="tel"
            maxLength={40}
            autoComplete="off"
            value={typed.phone}
            onChange={({ target: { value } }) => change({ phone: value })}
          />
        )}
      </Asked>
      <fieldset className="leaf-choices" aria-describedby="kind-wrong">
        <legend>
          {fields.placeKind}
          <Star />
        </legend>
        {KINDS.map((kind, index) => (
          <label key={kind} className="check">
            <input
              type="radio"
              name="place-kind"
              required
              {...(index === 0 ? { 'data-asked': 'placeKind' } : {})}
              checked={typed.placeKind === kind}
              onChange={() => change({ placeKind: kind })}
            />
            {placeKindNames[kind]}
          </label>
        ))}
        <small id="kind-wrong" className="leaf-wrong">
          {say('placeKind')}
        </small>
      </fieldset>
      <Asked label={fields.relation} must={!typed.unknown} hint={fields.relationHint} wrong={say('relation')}>
        {(given) => (
          <input
            {...given}
            data-asked="relation"
            maxLength={120}
            autoComplete="off"
            disabled={typed.unknown}
            value={typed.unknown ? '' : typed.relation}
            onChange={({ target: { value } }) => change({ relation: value })}
          />
        )}
      </Asked>
      <label className="check">
        <input
          type="checkbox"
          checked={typed.unknown}
          onChange={({ target: { checked } }) => change({ unknown: checked })}
        />
        {fields.unknown}
      </label>
      <Asked label={fields.joined} hint={fields.joinedHint} wrong={say('joined')}>
        {(given) => (
          <input
            {...given}
            data-asked="joined"
            type="month"
            min="1921-07"
            max={notice.day.slice(0, 7)}
            value={typed.joined}
            onChange={({ target: { value } }) => change({ joined: value })}
          />
        )}
      </Asked>
      <Asked label={fields.workplace}>
        {(given) => (
          <input
            {...given}
            maxLength={120}
            autoComplete="off"
            readOnly={notice.workplace !== null}
            value={notice.workplace?.name ?? typed.workplace}
            onChange={({ target: { value } }) => change({ workplace: value })}
          />
        )}
      </Asked>
      {notice.towns.length === 0 ? null : (
        <Asked label={fields.town}>
          {(given) => (
            <select
              {...given}
              disabled={notice.town !== null}
              value={notice.town ?? typed.town}
              onChange={({ target: { value } }) => change({ town: value })}
            >
              <option value="">{fields.townNone}</option>
              {notice.towns.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Asked>
      )}
      <details>
        <summary>{fields.identityWhy}</summary>
        <Asked label={fields.identity} hint={fields.identityHint}>
          {(given) => (
            <input
              {...given}
              maxLength={40}
              autoComplete="off"
              value={typed.identity}
              onChange={({ target: { value } }) => change({ identity: value })}
            />
          )}
        </Asked>
      </details>
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

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
