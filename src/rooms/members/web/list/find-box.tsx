import { FindInput } from '../../../../platform/web/parts/find-input.tsx'
import { useMembersWords } from '../words.ts'

export function FindBox({
  q,
  onChange,
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
}) {
  const { find, findLabel, findHint } = useMembersWords()
  return (
    <FindInput
      className="members-find"
      q={q}
      onChange={onChange}
      label={findLabel}
      placeholder={find}
      title={findHint}
    />
  )
}
