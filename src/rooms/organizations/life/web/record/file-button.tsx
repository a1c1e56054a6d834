import { useMutation } from '@tanstack/react-query'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { uploadFiles } from '../../../../../platform/web/api/upload.ts'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { lifeEndpoints } from '../../contract.ts'
import { lifeApi } from '../api.ts'

export type FileRead = Output<typeof lifeEndpoints, 'life.readFile'>

/** Sends one file to be read; nothing of it is kept. */
export function FileButton({ onRead }: { readonly onRead: (read: FileRead) => void }) {
  const send = useMutation({
    mutationFn: (file: File) =>
      uploadFiles<FileRead>(lifeApi.url('life.readFile', {}), [file], () => {}, new AbortController().signal),
    onSuccess: onRead,
  })
  return (
    <>
      <input
        type="file"
        accept=".docx,.txt,.ics"
        disabled={send.isPending}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) send.mutate(file)
        }}
      />
      {send.error === null ? null : <ProblemPanel error={send.error} />}
    </>
  )
}
