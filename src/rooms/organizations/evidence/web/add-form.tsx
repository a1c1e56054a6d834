import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../platform/web/api/upload.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useOrganizationsWords } from '../../web/words.ts'

/** Files put behind an organisation or a founding: which address takes them is the page's to say. */
export function AddEvidence({ to, onDone }: { readonly to: string; readonly onDone: () => void }) {
  const { organization: words } = useOrganizationsWords()
  const [files, setFiles] = useState<readonly File[]>([])
  const [about, setAbout] = useState('')
  const send = useMutation({
    mutationFn: () => uploadFiles(to, files, () => {}, new AbortController().signal, 'file', { about: about.trim() }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  return (
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
  )
}
