import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useWaitingImports, useWaitingReviews } from '../../../units/web/public.ts'
import type { Actions, PlanGlance, Summary } from './glance.ts'
import { useOverviewWords } from './words.ts'

interface Step {
  readonly key: string
  readonly tag: string
  readonly red?: boolean
  readonly words: string
  readonly note?: string
  readonly link: LinkProps
}

/** What waits, in the order in which it is best done: finish importing, settle doubts, build, freeze. */
export function NextSteps({
  summary,
  actions,
  plan,
}: {
  readonly summary: Summary | undefined
  readonly actions: Actions | undefined
  readonly plan: PlanGlance | null | undefined
}) {
  const { next: words } = useOverviewWords()
  const imports = useWaitingImports()
  const reviews = useWaitingReviews()
  const canMake = useMay('planner.make').ok
  const canFreeze = useMay('coverage.freeze').ok
  const found = actions?.find((row) => row.due === 'found')
  const join = actions?.find((row) => row.due === 'join')
  const steps: Step[] = []
  if (imports > 0) {
    const link = { to: '/import' } as const
    steps.push({ key: 'import', tag: words.import, words: words.importWords(countText(imports)), link })
  }
  if (reviews > 0) {
    const link = { to: '/review' } as const
    const text = words.reviewWords(countText(reviews))
    steps.push({ key: 'review', tag: words.review, words: text, note: words.reviewFrom, link })
  }
  if (found !== undefined && found.n > 0) {
    steps.push({
      key: 'found',
      tag: words.found,
      red: true,
      words: words.foundWords(countText(found.n)),
      note: found.article.article,
      link: { to: '/blind-spots', search: { due: 'found' } },
    })
  }
  const toPlan = { to: '/plan/{-$id}' } as const
  if (plan === null && canMake && join !== undefined && join.n > 0) {
    steps.push({ key: 'make', tag: words.make, words: words.makeWords(countText(join.n)), link: toPlan })
  } else if (plan?.stale === true) {
    steps.push({ key: 'stale', tag: words.stale, words: words.staleWords, note: words.planNo(plan.no), link: toPlan })
  } else if (plan != null && plan.open > 0) {
    const text = words.planWords(countText(plan.open))
    steps.push({ key: 'plan', tag: words.plan, words: text, note: words.planNo(plan.no), link: toPlan })
  }
  if (summary?.previous === null && canFreeze) {
    steps.push({ key: 'freeze', tag: words.freeze, words: words.freezeWords, link: { to: '/snapshots' } })
  }
  return (
    <Card title={words.title}>
      <ul className="next-steps num">
        {steps.map((step) => (
          <li key={step.key}>
            <span className={step.red === true ? 'tag tag-red' : 'tag tag-sand'}>{step.tag}</span>
            <Link {...step.link}>{step.words}</Link>
            <small>{step.note}</small>
          </li>
        ))}
        {steps.length === 0 ? <li className="muted">{words.nothing}</li> : null}
      </ul>
    </Card>
  )
}
