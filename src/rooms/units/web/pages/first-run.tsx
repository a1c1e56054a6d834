import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { platformApi } from '../../../../platform/web/api/platform.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { DropZone } from '../imports/drop-zone.tsx'
import { useImportWords } from '../imports/words.ts'
import '../imports/imports.css'

/** Nothing here yet: drop files, load the sample district, or read the guide. */
export function FirstRunPage() {
  const words = useImportWords()
  const navigate = useNavigate()
  const sample = useMutation({
    mutationFn: () => platformApi.call('platform.loadSample', {}),
    onSuccess: ({ id }) => navigate({ to: '/import/$id', params: { id } }),
  })
  return (
    <Page title={words.firstTitle} lead={words.firstLead}>
      <div className="ways">
        <Card className="way">
          <h2>{words.ways.files}</h2>
          <p>{words.ways.filesWhy}</p>
          <DropZone tall />
        </Card>
        <Card className="way">
          <h2>{words.ways.sample}</h2>
          <p>{words.ways.sampleWhy}</p>
          {sample.error === null ? null : <ProblemPanel error={sample.error} />}
          <div className="way-do">
            <ReasonButton needs="platform.loadSample" loading={sample.isPending} onClick={() => sample.mutate()}>
              {words.ways.sampleDo}
            </ReasonButton>
          </div>
        </Card>
        <Card className="way">
          <h2>{words.ways.guide}</h2>
          <p>{words.ways.guideWhy}</p>
          <div className="way-do">
            <Button href="/guide/" target="_blank">
              {words.ways.guideDo}
            </Button>
          </div>
        </Card>
      </div>
    </Page>
  )
}
