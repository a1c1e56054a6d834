import { useState } from 'react'
import type { Output } from '../../../../platform/web/api/client.ts'
import { Field } from '../../../../platform/web/parts/field.tsx'
import type { accessEndpoints, Role } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { ReasonForm } from '../parts/reason-form.tsx'
import { byRoom } from './by-room.ts'
import { useRolesWords } from './words.ts'

type VerbRow = Output<typeof accessEndpoints, 'access.roles'>['verbs'][number]

const KINDS = ['area', 'line', 'organization', 'unit', 'self'] as const

/** What a role may do, verb by verb under its room, and where it can be granted. */
export function RoleForm({
  role,
  verbs,
  onDone,
}: {
  /** Null: a new one. */
  readonly role: Role | null
  readonly verbs: readonly VerbRow[]
  readonly onDone: () => void
}) {
  const words = useRolesWords()
  const [name, setName] = useState(role?.name ?? '')
  const [note, setNote] = useState(role?.note ?? '')
  const [on, setOn] = useState<Role['on']>(role?.on ?? ['area'])
  const [factor, setFactor] = useState(role?.needsSecondFactor ?? false)
  const [chosen, setChosen] = useState<readonly string[]>(role?.verbs ?? [])
  const why = name.trim() === '' ? words.form.why.name : on.length === 0 ? words.form.why.on : null
  return (
    <ReasonForm
      send={words.form.send}
      why={why}
      onSend={(reason) =>
        accessApi.call('access.saveRole', {
          id: role?.id ?? 'new',
          name: name.trim(),
          note: note.trim(),
          verbs: [...chosen],
          on,
          needsSecondFactor: factor,
          reason,
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <div className="two-fields">
        <Field label={words.form.name}>
          <input maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={words.form.note}>
          <input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
      <fieldset className="verb-group">
        <legend>{words.form.on}</legend>
        <div className="row row-wrap">
          {KINDS.map((kind) => (
            <label key={kind} className="check">
              <input
                type="checkbox"
                checked={on.includes(kind)}
                onChange={(event) =>
                  setOn(KINDS.filter((one) => (one === kind ? event.target.checked : on.includes(one))))
                }
              />
              {words.kinds[kind]}
            </label>
          ))}
        </div>
      </fieldset>
      <label className="check">
        <input type="checkbox" checked={factor} onChange={(event) => setFactor(event.target.checked)} />
        {words.form.factor}
      </label>
      {byRoom(verbs).map(({ room, roomName, rows }) => (
        <fieldset key={room} className="verb-group">
          <legend>{roomName}</legend>
          {rows.map(({ verb, words: said, whole }) => (
            <label key={verb} className="check">
              <input
                type="checkbox"
                checked={chosen.includes(verb)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, verb] : chosen.filter((one) => one !== verb))
                }
              />
              <span>
                {said}
                {whole === null ? null : <small className="muted">　{words.form.whole(whole)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </ReasonForm>
  )
}
