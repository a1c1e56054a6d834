import { useState } from 'react'
import { bytesText, momentText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { DownloadLink } from '../../../../../platform/web/parts/download-link.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { AddEvidence } from '../../../evidence/web/add-form.tsx'
import { evidenceApi } from '../../../evidence/web/api.ts'
import type { FoundingCase } from '../../contract.ts'
import { foundingApi } from '../api.ts'
import { useFoundingWords } from '../words.ts'

/** Scanned applications, replies and minutes of the case. */
export function CaseEvidence({ found }: { readonly found: FoundingCase }) {
  const { case: words, draft } = useFoundingWords()
  const [adding, setAdding] = useState(false)
  return (
    <Card
      title={words.evidence}
      extra={
        <ReasonButton
          size="small"
          type="link"
          needs="founding.attach"
          reason={found.changeable ? null : words.notChangeable}
          onClick={() => setAdding(!adding)}
        >
          {adding ? draft.cancel : words.evidenceAdd}
        </ReasonButton>
      }
    >
      {adding ? (
        <div className="card-body">
          <AddEvidence to={foundingApi.url('founding.attach', { id: found.id })} onDone={() => setAdding(false)} />
        </div>
      ) : null}
      {found.evidence.length === 0 ? (
        adding ? null : (
          <p className="card-body muted">{words.evidenceNone}</p>
        )
      ) : (
        <ul className="founding-deeds num">
          {found.evidence.map(({ id, name, size, about, at }) => (
            <li key={id}>
              <DownloadLink href={evidenceApi.url('organizations.getEvidence', { id })}>{name}</DownloadLink>
              <small>{[about, bytesText(size), momentText(at)].join('；')}</small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
