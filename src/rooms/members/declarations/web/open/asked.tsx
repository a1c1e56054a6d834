import { useId } from 'react'
import type { ReactNode } from 'react'

/** What a control is given so that its label, its hint and what is wrong with it are read together. */
export interface Given {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
  readonly 'aria-required': boolean
}

/** A question with its hint and, after an attempt to send, what is missing, in words under it. */
export function Asked({
  label,
  must = false,
  hint,
  wrong,
  children,
}: {
  readonly label: string
  readonly must?: boolean
  readonly hint?: string | undefined
  readonly wrong?: string | undefined
  readonly children: (given: Given) => ReactNode
}) {
  const id = useId()
  const notes = `${id}-notes`
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {must ? <Star /> : null}
      </label>
      {children({ id, 'aria-describedby': notes, 'aria-invalid': wrong !== undefined, 'aria-required': must })}
      <small id={notes}>{wrong === undefined ? hint : <span className="leaf-wrong">{wrong}</span>}</small>
    </div>
  )
}

/** The mark of what must be filled in; a screen reader is told by the control itself. */
export function Star() {
  return (
    <span aria-hidden="true" className="bad">
      {' '}
      *
    </span>
  )
}
