import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { CopyButton } from '../../../../../platform/web/parts/copy-button.tsx'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { PrintSheet } from '../../../../../platform/web/parts/print-sheet.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { PickUnit, type Picked } from '../../../web/member/pick.tsx'
import { declarationsApi } from '../api.ts'
import { QrPicture } from '../open/qr-picture.tsx'
import { useDeskWords } from './words.ts'

const KINDS = ['unit', 'town', 'all'] as const

/** The address that a unit or a town is given: the declarant finds it filled in. Says nothing about anybody. */
export function LinkForm({ given }: { readonly given?: string | undefined }) {
  const { linkForm: words } = useDeskWords()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('unit')
  // Of a unit that came by the address only the id is known; its name comes with the link.
  const [unit, setUnit] = useState<Picked | null>(given === undefined ? null : { id: given, name: '' })
  const [town, setTown] = useState('')
  const notice = useQuery(declarationsApi.query('declarations.notice', {})).data
  const ready = kind === 'unit' ? unit !== null : kind === 'town' && town !== ''
  const made = useQuery({
    ...declarationsApi.query('declarations.link', {
      ...(kind === 'unit' && unit !== null ? { unit: unit.id } : {}),
      ...(kind === 'town' ? { town } : {}),
    }),
    enabled: ready,
    staleTime: Infinity,
  })
  return (
    <div className="form">
      <p className="muted">{words.what}</p>
      <fieldset className="declaration-choices">
        <legend>{words.who}</legend>
        {KINDS.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="link-kind" checked={kind === one} onChange={() => setKind(one)} />
            {words.kinds[one]}
          </label>
        ))}
      </fieldset>
      {kind === 'unit' ? (
        <PickUnit
          label={words.unit}
          picked={unit === null || unit.name !== '' ? unit : { ...unit, name: made.data?.name ?? '' }}
          onPick={setUnit}
        />
      ) : null}
      {kind === 'town' ? (
        <Field label={words.town}>
          <select value={town} onChange={({ target: { value } }) => setTown(value)}>
            <option value="">{words.chooseTown}</option>
            {notice?.towns.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {made.error === null ? null : <ProblemPanel error={made.error} onRetry={() => void made.refetch()} />}
      {ready && made.data !== undefined ? <Made made={made.data} /> : null}
      {kind === 'all' && notice !== undefined ? (
        <Made
          made={{
            at: null,
            name: notice.office ?? words.kinds.all,
            link: `${notice.address ?? window.location.origin}/declare`,
          }}
        />
      ) : null}
    </div>
  )
}

function Made({
  made,
}: {
  readonly made: { readonly at: string | null; readonly name: string; readonly link: string }
}) {
  const { linkForm: words } = useDeskWords()
  const { at, name, link } = made
  return (
    <section className="declaration-link" aria-label={words.field}>
      <b>{name}</b>
      <QrPicture text={link} label={words.picture} size={176} />
      <input
        className="control"
        readOnly
        aria-label={words.field}
        value={link}
        onFocus={(event) => event.target.select()}
      />
      {isOnlyHere(link) ? <p className="bad">{words.onlyHere}</p> : null}
      <div className="row row-wrap">
        <CopyButton text={link}>{words.copy}</CopyButton>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
      <Link to="/declare/form" search={at === null ? {} : { at }} target="_blank">
        {words.paper}
      </Link>
      <PrintSheet>
        <section className="declaration-poster">
          <h2>{words.poster}</h2>
          <p>{name}</p>
          <QrPicture text={link} label={words.picture} size={320} />
          <p>{words.posterWhat}</p>
          <p>
            <code>{link}</code>
          </p>
        </section>
      </PrintSheet>
    </section>
  )
}

function isOnlyHere(link: string): boolean {
  return /^https?:\/\/(127\.|localhost|\[::1\])/.test(link)
}
