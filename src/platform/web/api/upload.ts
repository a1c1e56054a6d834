import { ApiProblem, readProblem, UNREACHABLE } from './problem.ts'

/**
 * Sends files as one multipart form (field `files` unless another is named; `texts` are further fields). `fetch` cannot report how much has been sent, so this is the one
 * place that uses XMLHttpRequest. `onShare` gets 0–1 of the bytes sent.
 */
export function uploadFiles<O>(
  url: string,
  files: readonly File[],
  onShare: (share: number) => void,
  signal: AbortSignal,
  field = 'files',
  texts: Readonly<Record<string, string>> = {},
): Promise<O> {
  const form = new FormData()
  // The server reads a form in its order: what is said of the files comes before them.
  for (const [name, text] of Object.entries(texts)) form.append(name, text)
  for (const file of files) form.append(field, file, file.name)
  return new Promise<O>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as O)
      else reject(readProblem(request.status, request.responseText, request.getResponseHeader('x-request-id')))
    })
    request.addEventListener('error', () => reject(new ApiProblem({ code: UNREACHABLE, words: '', status: 0 })))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
