import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../../platform/web/api/upload.ts'
import { bytesText, momentText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { DownloadLink } from '../../../../../platform/web/parts/download-link.tsx'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
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
      {adding ? <AddForm id={found.id} onDone={() => setAdding(false)} /> : null}
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

function AddForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { case: words } = useFoundingWords()
  const [files, setFiles] = useState<readonly File[]>([])
  const [about, setAbout] = useState('')
  const send = useMutation({
    mutationFn: () =>
      uploadFiles(foundingApi.url('founding.attach', { id }), files, () => {}, new AbortController().signal, 'file', {
        about: about.trim(),
      }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  return (
    <div className="card-body">
      <Form onSend={() => files.length > 0 && send.mutate()}>
        <Field label={words.evidenceAbout}>
          <input value={about} maxLength={200} onChange={(event) => setAbout(event.target.value)} />
        </Field>
        <Field label={words.evidenceFile}>
          <input type="file" multiple onChange={(event) => setFiles([...(event.target.files ?? [])])} />
        </Field>
        {send.error === null ? null : <ProblemPanel error={send.error} />}
        <div>
          <ReasonButton
            type="primary"
            htmlType="submit"
            reason={files.length === 0 ? words.evidenceNeedFile : null}
            loading={send.isPending}
          >
            {words.evidenceSend}
          </ReasonButton>
        </div>
      </Form>
    </div>
  )
}
