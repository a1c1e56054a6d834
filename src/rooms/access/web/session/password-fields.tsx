import { focusOn } from '../../../../platform/web/parts/focus-on.ts'
import { useState } from 'react'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { useSessionWords } from './words.ts'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What the browser's own store of passwords is to make of it. */
  readonly kind: 'current-password' | 'new-password'
  readonly hint?: string | undefined
  readonly focus?: boolean
}

/** A password, with a word when caps lock is on: the commonest reason for one that is refused. */
export function PasswordField({ label, value, onChange, kind, hint, focus = false }: PasswordFieldProps) {
  const words = useSessionWords()
  const [caps, setCaps] = useState(false)
  return (
    <Field label={label} hint={caps ? <span className="warned">{words.signIn.caps}</span> : hint}>
      <input
        type="password"
        required
        maxLength={200}
        autoComplete={kind}
        ref={focus ? focusOn : null}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
        onBlur={() => setCaps(false)}
      />
    </Field>
  )
}

/** A new password twice; `why` says what is still wrong with the pair. */
export function useNewPassword() {
  const words = useSessionWords().password
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const differ = second !== '' && first !== second
  return {
    value: first,
    why: first === '' || second === '' || differ ? words.differ : null,
    ready: first !== '' && first === second,
    fields: (
      <>
        <PasswordField label={words.new} kind="new-password" value={first} onChange={setFirst} hint={words.hint} />
        <PasswordField
          label={words.repeat}
          kind="new-password"
          value={second}
          onChange={setSecond}
          hint={differ ? words.differ : undefined}
        />
      </>
    ),
  }
}
