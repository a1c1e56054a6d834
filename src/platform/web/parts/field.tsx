import type { ReactNode } from 'react'
import './field.css'

/** A labelled control of a form; the control is the browser's own (`input`, `select`, `textarea`). */
export function Field({
  label,
  hint,
  children,
}: {
  readonly label: string
  /** What is expected, in small grey words under the control. */
  readonly hint?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {hint === undefined ? null : <small>{hint}</small>}
    </label>
  )
}

/** Fields under each other with their buttons; Enter sends, as the office expects of a form. */
export function Form({ onSend, children }: { readonly onSend: () => void; readonly children: ReactNode }) {
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
    </form>
  )
}
