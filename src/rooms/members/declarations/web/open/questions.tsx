import type { DeclaredPlace } from '../../contract.ts'
import { declaredPlaceNames } from '../../rules/words.ts'
import { Asked, Star } from './asked.tsx'
import type { Question, Typed } from './draft.ts'
import type { Notice } from './notice.ts'
import { useOpenWords } from './words.ts'

// Names of the table above.
const KINDS = Object.keys(declaredPlaceNames) as DeclaredPlace[]

/** What is asked of the person: by themselves, or by whoever types in the paper that they signed. */
export function Questions({
  typed,
  notice,
  say,
  month,
  onChange,
}: {
  readonly typed: Typed
  readonly notice: Notice
  /** What is wrong with an answer, once it was tried to send. */
  readonly say: (what: Question) => string | undefined
  /** This month, `2026-11`. */
  readonly month: string
  readonly onChange: (what: Partial<Typed>) => void
}) {
  const { fields } = useOpenWords()
  return (
    <>
      <Asked label={fields.name} must wrong={say('name')}>
        {(given) => (
          <input
            {...given}
            data-asked="name"
            maxLength={60}
            autoComplete="off"
            value={typed.name}
            onChange={({ target: { value } }) => onChange({ name: value })}
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
            onChange={({ target: { value } }) => onChange({ phone: value })}
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
              onChange={() => onChange({ placeKind: kind })}
            />
            {declaredPlaceNames[kind]}
          </label>
        ))}
        <small id="kind-wrong" className="leaf-wrong">
          {say('placeKind')}
        </small>
      </fieldset>
      <Asked label={fields.relation} hint={fields.relationHint}>
        {(given) => (
          <input
            {...given}
            maxLength={100}
            autoComplete="off"
            value={typed.relation}
            onChange={({ target: { value } }) => onChange({ relation: value })}
          />
        )}
      </Asked>
      <Asked label={fields.joined} hint={fields.joinedHint} wrong={say('joined')}>
        {(given) => (
          <input
            {...given}
            data-asked="joined"
            type="month"
            min="1921-07"
            max={month}
            value={typed.joined}
            onChange={({ target: { value } }) => onChange({ joined: value })}
          />
        )}
      </Asked>
      <Asked label={fields.workplace}>
        {(given) => (
          <input
            {...given}
            maxLength={100}
            autoComplete="off"
            readOnly={notice.workplace !== null}
            value={notice.workplace?.name ?? typed.workplace}
            onChange={({ target: { value } }) => onChange({ workplace: value })}
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
              onChange={({ target: { value } }) => onChange({ town: value })}
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
              onChange={({ target: { value } }) => onChange({ identity: value })}
            />
          )}
        </Asked>
      </details>
    </>
  )
}
