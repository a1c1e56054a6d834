import type { ReactNode } from 'react'

/** What is known, a line each; what is not known is left out. */
export function FactList({ lines }: { readonly lines: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="member-facts num">
      {lines
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
