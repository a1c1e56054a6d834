import { urlOf } from '../../../../../platform/web/api/client.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { DownloadButton, DownloadLink } from '../../../../../platform/web/parts/download-link.tsx'
import { useWhyNot } from '../../../../../platform/web/session/use-may.ts'
import type { CasePage } from '../../contract.ts'
import { BY_HAND, COURSE, papersOf } from '../../rules/papers.ts'
import { useDevelopmentWords } from '../words.ts'

type Step = CasePage['steps'][number]

const PAPERS = 'documents.development'

/** The papers of the step that is being taken, above its form. */
export function StepPapers({ id, step }: { readonly id: string; readonly step: Step }) {
  const papers = papersOf(step)
  const own = BY_HAND[step.key]
  if (papers.length === 0) return own === undefined ? null : <p className="muted">{own}</p>
  return (
    <div className="development-bar development-step-papers no-print">
      {papers.map(({ paper, name }) => (
        <DownloadButton key={paper} href={urlOf(PAPERS, { id, paper })} needs={PAPERS}>
          {name}
        </DownloadButton>
      ))}
    </div>
  )
}

/** The papers of all steps whose turn has come, for whoever may have them, and the table of the whole way. */
export function PapersCard({ found }: { readonly found: CasePage }) {
  const { case: words } = useDevelopmentWords()
  const refused = useWhyNot(PAPERS)
  const { id } = found
  const steps = found.steps.flatMap((step) => {
    const papers = papersOf(step)
    return papers.length === 0 ? [] : [{ step, papers }]
  })
  return (
    <Card title={words.papersTitle} note={words.papersNote} padded>
      <div className="development-bar no-print">
        <DownloadButton href={urlOf(PAPERS, { id, paper: 'course' })} needs={PAPERS}>
          {COURSE}
        </DownloadButton>
      </div>
      {refused === null ? (
        <dl className="development-facts development-papers no-print">
          {steps.map(({ step, papers }) => (
            <div key={step.key}>
              <dt>{step.name}</dt>
              <dd>
                {papers.map(({ paper, name }) => (
                  <DownloadLink key={paper} href={urlOf(PAPERS, { id, paper })}>
                    {name}
                  </DownloadLink>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Card>
  )
}
