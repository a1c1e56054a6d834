import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { stageNames } from '../../rules/words.ts'
import { developmentApi } from '../api.ts'
import { OtherForm } from '../case/deed-forms.tsx'
import { OtherDeeds } from '../case/other-deeds.tsx'
import { PapersCard } from '../case/papers.tsx'
import { DeedsCard, PersonCard } from '../case/side-cards.tsx'
import { StepForm } from '../case/step-form.tsx'
import { StepsCard } from '../case/steps-card.tsx'
import { useDevelopmentWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../development.css'

/** One person's way: the twenty-five steps, what comes next with its form, and what was done. */
export function DevelopmentCasePage() {
  const words = useDevelopmentWords()
  const { case: own } = words
  const { id } = useParams({ from: '/development/$id' })
  const { do: doing, step: wanted } = useSearch({ from: '/development/$id' })
  const navigate = useNavigate({ from: '/development/$id' })
  const query = useQuery(developmentApi.query('development.get', { id }))
  const found = query.data
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (found === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={420} />
      </Page>
    )
  }
  const may = found.steps.filter(({ standing, key }) => standing === 'may' && key !== 'apply')
  const chosen = may.find(({ key }) => key === wanted) ?? may.find(({ key }) => key === found.next) ?? may[0]
  const close = (): void => void navigate({ search: (old) => ({ ...old, do: undefined }), replace: true })
  const title = {
    correct: own.correct,
    move: own.move,
    prolong: own.prolong,
    'take-back': own.takeBack,
    end: own.end,
    backbone: own.backbone,
    account: own.account,
  }
  return (
    <Page
      title={found.name}
      tag={<span className="tag">{stageNames[found.stage]}</span>}
      lead={found.sentence}
      actions={
        <>
          <Link to="/development" search={{}}>
            {own.back}
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      <div className="development-two">
        <div>
          <StepsCard found={found} chosen={chosen?.key} />
        </div>
        <div>
          {chosen === undefined ? (
            <Card title={own.chosen} padded>
              <p className="muted">{found.state === 'open' ? own.waiting : own.over}</p>
            </Card>
          ) : (
            <StepForm
              key={`${chosen.key} ${found.version}`}
              found={found}
              step={chosen}
              onDone={() => void navigate({ search: (old) => ({ ...old, step: undefined }), replace: true })}
            />
          )}
          <OtherDeeds found={found} />
          <PapersCard found={found} />
          <PersonCard found={found} />
          <DeedsCard found={found} />
        </div>
      </div>
      <SidePanel open={doing !== undefined} title={doing === undefined ? '' : title[doing]} width={480} onClose={close}>
        {doing === undefined ? null : (
          <OtherForm key={`${doing} ${found.version}`} deed={doing} found={found} onDone={close} />
        )}
      </SidePanel>
    </Page>
  )
}
