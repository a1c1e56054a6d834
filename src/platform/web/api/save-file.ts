import { ApiProblem, readProblem, UNREACHABLE } from './problem.ts'

/** Fetches a file and hands it to the browser to save; unlike a plain link, a refusal can be shown. */
export async function saveFile(url: string): Promise<void> {
  const answer = await fetch(url).catch(() => {
    throw new ApiProblem({ code: UNREACHABLE, words: '', status: 0 })
  })
  if (!answer.ok) throw readProblem(answer.status, await answer.text(), answer.headers.get('x-request-id'))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = fileName(answer.headers.get('content-disposition'))
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Name in `attachment; filename="…"; filename*=UTF-8''…` (RFC 6266); the starred one is the full one. */
export function fileName(disposition: string | null): string {
  const text = disposition ?? ''
  const full = /filename\*=UTF-8''([^;]+)/i.exec(text)?.[1]
  const plain = /filename="([^"]*)"/i.exec(text)?.[1]
  return full === undefined ? (plain ?? '') : decodeURIComponent(full)
}
