import { routes } from 'virtual:routes'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { DownloadButton } from '../../../../../platform/web/parts/download-link.tsx'
import type { TermFilter } from '../../contract.ts'
import { usePostsWords } from '../words.ts'

/** The papers are made by a later room; where it is not there, neither is the button. */
const LETTERS = 'documents.termLetters'

/** Reminders for the organisations that are listed, in one go. */
export function Letters({ filter }: { readonly filter: TermFilter }) {
  const { termsPage: words } = usePostsWords()
  if (routes[LETTERS] === undefined) return null
  return (
    <DownloadButton href={urlOf(LETTERS, filter)} needs={LETTERS}>
      {words.letters}
    </DownloadButton>
  )
}
