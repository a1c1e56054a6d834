import type { Notice } from './notice.ts'
import { useOpenWords } from './words.ts'

/** Purpose, who handles it, how long it is kept, how to take it back: what is agreed to, on screen and on paper. */
export function Terms({ notice }: { readonly notice: Notice }) {
  const { parts } = useOpenWords()
  const { consent } = notice
  return (
    <>
      <dl className="leaf-terms">
        {(Object.keys(parts) as (keyof typeof parts)[]).map((key) => (
          <div key={key}>
            <dt>{parts[key]}</dt>
            <dd>{consent[key]}</dd>
          </div>
        ))}
      </dl>
      {consent.lines.length === 0 ? null : (
        <ul className="leaf-lines">
          {consent.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  )
}
