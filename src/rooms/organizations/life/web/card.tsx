import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import type { OrganizationPage } from '../../contract.ts'
import type { OrganizationCard } from '../../web/public.tsx'
import type { LifeYear } from '../contract.ts'
import { demandNames, lifeNames } from '../rules/life-kinds.ts'
import { lifeApi } from './api.ts'
import { openQuickRecord } from './record/open.ts'
import { useLifeWords } from './words.ts'

const LAST = 4

/** The year so far on the page of an organisation, what is due next, the way to the whole and to recording. */
export const lifeCard: OrganizationCard = { key: 'life', order: 30, side: 'left', Card: LifeOfYear }

function LifeOfYear({ organization }: { readonly organization: OrganizationPage }) {
  const { card: words, year, record, key } = useLifeWords()
  const { id, name, changeable, state } = organization
  const life = useQuery(lifeApi.query('life.year', { id }))
  const may = useMay('organizations.life').ok && changeable && state === 'active'
  useKeys(may ? { r: { words: key, run: () => openQuickRecord({ id, name }) } } : {})
  return (
    <Card
      title={words.title}
      extra={
        <>
          {state === 'active' ? (
            <ReasonButton
              size="small"
              type="link"
              needs="life.record"
              reason={changeable ? null : year.notChangeable}
              onClick={() => openQuickRecord({ id, name })}
            >
              {record}
            </ReasonButton>
          ) : null}
          <Link to="/life/$organization" params={{ organization: id }}>
            {words.all}
          </Link>
        </>
      }
    >
      {life.error !== null ? (
        <ProblemPanel error={life.error} onRetry={() => void life.refetch()} />
      ) : life.data === undefined ? (
        <SkeletonLines count={3} />
      ) : (
        <Said life={life.data} />
      )}
    </Card>
  )
}

function Said({ life }: { readonly life: LifeYear }) {
  const { card: words, page } = useLifeWords()
  const last = life.meetings.slice(-LAST).reverse()
  const next = nextDue(life)
  return (
    <div className="card-body num">
      <p>{life.sentence}</p>
      {next === null ? null : (
        <p>
          <span className="muted">{words.next}</span> {words.by(next.kinds, next.to)}
        </p>
      )}
      {last.length === 0 ? null : (
        <p>
          <span className="muted">{words.held}</span>{' '}
          {last.map(({ id, day, kinds }, at) => (
            <span key={id}>
              {at === 0 ? '' : '；'}
              <Link to="/life/$organization" params={{ organization: life.organization.id }} search={{ open: id }}>
                {day.slice(5)} {kinds.map((kind) => lifeNames[kind]).join(page.join)}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

/** What is still open in the period that ends first. */
export function nextDue({
  standings,
}: Pick<LifeYear, 'standings'>): { readonly to: string; readonly kinds: string } | null {
  const open = standings.filter(({ state }) => state === 'open')
  const to = open.map((one) => one.to).sort()[0]
  if (to === undefined) return null
  return {
    to,
    kinds: open
      .filter((one) => one.to === to)
      .map(({ kind }) => demandNames[kind])
      .join('、'),
  }
}
