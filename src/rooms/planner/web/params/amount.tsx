import { useId } from 'react'

/** One number with its name and a line of explanation beside it; where it cannot be used, the reason stands there. */
export function Amount({
  name,
  why,
  reason = null,
  value,
  most,
  step = 'any',
  empty,
  onChange,
}: {
  readonly name: string
  readonly why?: string
  readonly reason?: string | null
  /** null is an empty field where one may be. */
  readonly value: number | null
  readonly most: number
  readonly step?: number | 'any'
  /** What an empty field means; without it the field must be filled. */
  readonly empty?: string
  readonly onChange: (value: number | null) => void
}) {
  const id = useId()
  const line = reason ?? why
  return (
    <div className={reason === null ? 'amount' : 'amount amount-off'}>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className="control"
        type="number"
        min={0}
        max={most}
        step={step}
        required={empty === undefined && reason === null}
        disabled={reason !== null}
        placeholder={empty}
        aria-describedby={line === undefined ? undefined : `${id}-why`}
        value={value === null || Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.value === '' && empty !== undefined ? null : target.valueAsNumber)}
      />
      {line === undefined ? null : <small id={`${id}-why`}>{line}</small>}
    </div>
  )
}
