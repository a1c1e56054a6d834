import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { OrganizationFinder } from '../../../web/public.tsx'
import { Picked } from '../../../web/parts/finder.tsx'
import { lifeKinds, lifeNames, type LifeKind } from '../../rules/life-kinds.ts'
import { useLifeWords } from '../words.ts'
import type { HolderDraft, RecordDraft } from './draft.ts'

/** The control with which the form begins; it is found by the mark once it stands there. */
const BEGIN = { 'data-begin': '' }

/** Chips for the kinds: one click each, also by keyboard. */
export function KindChips({
  chosen,
  focused,
  onChange,
}: {
  readonly chosen: readonly LifeKind[]
  /** The first of them takes the focus. */
  readonly focused: boolean
  readonly onChange: (kinds: readonly LifeKind[]) => void
}) {
  const { form: words } = useLifeWords()
  return (
    <fieldset className="life-chips">
      <legend>{words.kinds}</legend>
      {lifeKinds.map((kind, at) => (
        <label key={kind} className={chosen.includes(kind) ? 'life-chip life-chip-on' : 'life-chip'}>
          <input
            {...(at === 0 && focused ? BEGIN : {})}
            type="checkbox"
            checked={chosen.includes(kind)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, kind] : chosen.filter((one) => one !== kind))
            }
          />
          {lifeNames[kind]}
        </label>
      ))}
    </fieldset>
  )
}

/** Who held it: one, or several together. */
export function Holders({
  draft,
  onChange,
}: {
  readonly draft: RecordDraft
  readonly onChange: (draft: RecordDraft) => void
}) {
  const { form: words } = useLifeWords()
  const [more, setMore] = useState(draft.holders.length > 1)
  const none = draft.holders.length === 0
  return (
    <>
      <Picked
        items={draft.holders}
        take={words.take}
        onTake={(id) => onChange({ ...draft, holders: draft.holders.filter((one) => one.id !== id) })}
      />
      {none || more ? (
        <OrganizationFinder
          label={none ? words.organization : words.more}
          without={draft.holders.map(({ id }) => id)}
          onPick={({ id, name }) =>
            onChange({ ...draft, holders: [...draft.holders, { id, name, due: '', present: '' }] })
          }
        />
      ) : (
        <div>
          <button type="button" className="link-button" onClick={() => setMore(true)}>
            {words.addMore}
          </button>
        </div>
      )}
    </>
  )
}

/** Everything but who held it. `members` of the first holder stand for those due until something else is typed. */
export function RecordFields({
  draft,
  members,
  within,
  onChange,
}: {
  readonly draft: RecordDraft
  readonly members: number
  /** Where it has to lie to count for what was asked; said, not enforced. */
  readonly within?: { readonly from: string; readonly to: string } | undefined
  readonly onChange: (draft: RecordDraft) => void
}) {
  const { form: words } = useLifeWords()
  const { today } = useOffice()
  // Once: what is typed later moves nobody's focus.
  const [begin] = useState(() =>
    draft.holders.length === 0 ? null : draft.kinds.length === 0 ? 'kinds' : draft.day === '' ? 'day' : 'present',
  )
  const hold = (id: string, part: Partial<HolderDraft>): void =>
    onChange({ ...draft, holders: draft.holders.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  return (
    <>
      <KindChips chosen={draft.kinds} focused={begin === 'kinds'} onChange={(kinds) => onChange({ ...draft, kinds })} />
      {draft.kinds.includes('lecture') ? (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.bySecretary}
            onChange={(event) => onChange({ ...draft, bySecretary: event.target.checked })}
          />
          {words.bySecretary}
        </label>
      ) : null}
      <div className={draft.holders.length === 1 ? 'life-three' : 'life-one'}>
        <Field label={words.day} hint={within === undefined ? undefined : words.dayWithin(within.from, within.to)}>
          <input
            {...(begin === 'day' ? BEGIN : {})}
            type="date"
            value={draft.day}
            max={today}
            onChange={(event) => onChange({ ...draft, day: event.target.value })}
          />
        </Field>
        {draft.holders.map(({ id, name, due, present }, at) => (
          <fieldset key={id} className="life-numbers">
            <legend className={draft.holders.length === 1 ? 'sr-only' : 'ellipsis'} title={name}>
              {name}
            </legend>
            <Field label={words.due}>
              <input
                inputMode="numeric"
                value={due}
                placeholder={at === 0 && members > 0 ? String(members) : ''}
                title={at === 0 && members > 0 ? words.dueHint(members) : undefined}
                onChange={(event) => hold(id, { due: event.target.value })}
              />
            </Field>
            <Field label={words.present}>
              <input
                {...(begin === 'present' && at === 0 ? BEGIN : {})}
                inputMode="numeric"
                value={present}
                onChange={(event) => hold(id, { present: event.target.value })}
              />
            </Field>
          </fieldset>
        ))}
      </div>
      <Field label={words.title}>
        <input
          value={draft.title}
          maxLength={120}
          onChange={(event) => onChange({ ...draft, title: event.target.value })}
        />
      </Field>
      <Field label={words.note} hint={words.noteHint}>
        <textarea
          value={draft.note}
          maxLength={4000}
          onChange={(event) => onChange({ ...draft, note: event.target.value })}
        />
      </Field>
    </>
  )
}
