/** One of a few, or `all` of them: a part of what narrows a list. */
export function Choice<Key extends string>({
  label,
  all,
  value,
  choices,
  onChoose,
}: {
  readonly label: string
  readonly all: string
  readonly value: Key | undefined
  readonly choices: readonly (readonly [Key, string])[]
  readonly onChoose: (key: Key | undefined) => void
}) {
  return (
    <select
      className="control"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(choices.find(([key]) => key === target.value)?.[0])}
    >
      <option value="">{all}</option>
      {choices.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** The names of a record as choices. */
export function choicesOf<Key extends string>(names: Readonly<Record<Key, string>>): (readonly [Key, string])[] {
  // The keys of a record are its names.
  return (Object.keys(names) as Key[]).map((key) => [key, names[key]])
}
