import { Link } from '@tanstack/react-router'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import type { CasePage } from '../../contract.ts'
import { useDevelopmentWords } from '../words.ts'

type Step = CasePage['steps'][number]

/** The twenty-five steps by chapter: what is done, what may be done now, from when and until when, and by which article. */
export function StepsCard({ found, chosen }: { readonly found: CasePage; readonly chosen: string | undefined }) {
  const { case: words } = useDevelopmentWords()
  return (
    <Card title={words.steps}>
      <ul className="development-steps">
        {words.stages.map((name, at) => (
          <li key={name}>
            <h3>{name}</h3>
            {found.steps
              .filter(({ stage }) => stage === at + 1)
              .map((step) => (
                <StepLine key={step.key} step={step} chosen={step.key === chosen} />
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function StepLine({ step, chosen }: { readonly step: Step; readonly chosen: boolean }) {
  const { case: words } = useDevelopmentWords()
  const { key, order, name, standing, day, from, by, late, why, again } = step
  const done = standing === 'done' || (again && day !== null)
  return (
    <div className="development-step" data-chosen={chosen}>
      <span className="development-no num">{order}</span>
      <span className={standing === 'later' && day === null ? 'muted' : ''} title={why ?? undefined}>
        {name}
      </span>
      <span className="development-step-side num">
        {done ? <span>{day ?? <span className="faint">{words.dayUnknown}</span>}</span> : null}
        {standing !== 'done' && from !== null ? <span className="faint">{words.from(from)}</span> : null}
        {by === null ? null : late ? (
          <span className="tag tag-red">{words.lateBy(by)}</span>
        ) : (
          <span className="faint">{words.by(by)}</span>
        )}
        {again && day !== null ? <span className="tag">{words.again}</span> : null}
        <span className={standing === 'done' ? 'tag tag-teal' : standing === 'may' ? 'tag tag-sand' : 'tag'}>
          {words.standing[standing]}
        </span>
        {standing === 'may' && key !== 'apply' ? (
          <Link
            from="/development/$id"
            to="/development/$id"
            search={(old) => ({ ...old, step: key })}
            className="no-print"
          >
            {words.take}
          </Link>
        ) : null}
      </span>
      <ArticleText article={step.article} />
    </div>
  )
}
