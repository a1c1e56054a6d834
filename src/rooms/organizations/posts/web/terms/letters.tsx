import { routes } from 'virtual:routes'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { DownloadButton } from '../../../../../platform/web/parts/download-link.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { TermFilter } from '../../contract.ts'
import { usePostsWords } from '../words.ts'

/** The papers are made by a later room; where it is not there, neither are the buttons. */
const LETTERS = 'documents.termLetters'

/** Reminders for those of the listed organisations whose term has ended or soon will, in one go. */
export function Letters({ filter, any }: { readonly filter: TermFilter; readonly any: boolean }) {
  const { termsPage: words } = usePostsWords()
  if (routes[LETTERS] === undefined) return null
  const button = (as: 'one' | 'each', name: string) =>
    any ? (
      <DownloadButton href={urlOf(LETTERS, { ...filter, as })} needs={LETTERS}>
        {name}
      </DownloadButton>
    ) : (
      <ReasonButton needs={LETTERS} reason={words.lettersNone}>
        {name}
      </ReasonButton>
    )
  return (
    <>
      {button('one', words.letters)}
      {button('each', words.lettersEach)}
    </>
  )
}
