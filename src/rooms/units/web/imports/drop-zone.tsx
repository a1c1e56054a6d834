import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { shareText } from '../../../../platform/web/format.ts'
import { cancelUpload, upload, useUpload } from './uploads.ts'
import { useImportWords } from './words.ts'
import './drop-zone.css'

/** Where files are put: chosen with the button, or dropped (`WindowDrop` takes them anywhere). Shows how far they are sent. */
export function DropZone({ tall = false }: { readonly tall?: boolean }) {
  const { drop: words } = useImportWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const sending = useUpload()
  const begin = async (files: readonly File[]): Promise<void> => {
    const id = await upload(files)
    if (id !== null) await navigate({ to: '/import/$id', params: { id } })
  }
  const busy = sending !== null && sending.error === null && sending.names.length > 0
  return (
    <div className="drop-wrap">
      <div className={tall ? 'drop-zone drop-tall' : 'drop-zone'}>
        {busy ? (
          <>
            <b>{words.sending(sending.names.length)}</b>
            <span className="muted ellipsis drop-names">{sending.names.join('、')}</span>
            <progress
              className="job-track drop-progress"
              max={1}
              value={sending.share}
              aria-label={words.sending(sending.names.length)}
            />
            <span className="faint num">{shareText(sending.share)}</span>
            <Button size="small" onClick={cancelUpload}>
              {words.cancel}
            </Button>
          </>
        ) : (
          <>
            <b>{words.title}</b>
            <span className="muted">{words.kinds}</span>
            <Button type="primary" onClick={() => input.current?.click()}>
              {words.choose}
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".xlsx,.xls,.xlsm,.csv,.txt,.et,.htm,.html"
          aria-label={words.choose}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            void begin(files)
          }}
        />
      </div>
      {sending?.folder === true ? (
        <p className="bad" role="alert">
          {words.folder}
        </p>
      ) : null}
      {sending?.error == null ? null : <ProblemPanel error={sending.error} />}
    </div>
  )
}
