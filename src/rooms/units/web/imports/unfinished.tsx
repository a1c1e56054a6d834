import { Link } from '@tanstack/react-router'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { ImportView } from '../../contract.ts'
import { useImportWords } from './words.ts'
import './imports.css'

/** Imports that were begun and wait for someone. */
export function Unfinished({ imports }: { readonly imports: readonly ImportView[] }) {
  const { waiting: words } = useImportWords()
  return (
    <Card title={words.title}>
      <ul className="unfinished num">
        {imports.map((one) => (
          <li key={one.id}>
            <span className="tag tag-sand">{words.states[one.state]}</span>
            <span className="ellipsis">{one.files.map((file) => file.name).join('、')}</span>
            <span className="faint push">{momentText(one.createdAt)}</span>
            <Link to="/import/$id" params={{ id: one.id }}>
              {words.open}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
