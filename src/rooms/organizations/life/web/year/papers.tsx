import { routes } from 'virtual:routes'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { DownloadLink } from '../../../../../platform/web/parts/download-link.tsx'
import { MenuButton } from '../../../../../platform/web/parts/menu-button.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { useWhyNots } from '../../../../../platform/web/session/use-may.ts'
import { useLifeWords } from '../words.ts'
import { sheetKinds, type SheetKind } from './sheets.tsx'

/** The papers are made by a later room; where it is not there, neither is the button. */
const PAPER = 'documents.life'

/** Plan, minutes book and attendance in official layout, to be worked on. */
export function LifePapers({ organization, year }: { readonly organization: string; readonly year: number }) {
  const { year: words } = useLifeWords()
  const whyNot = useWhyNots()
  if (routes[PAPER] === undefined) return null
  const reason = whyNot(PAPER)
  if (reason !== null) return <ReasonButton reason={reason}>{words.papers}</ReasonButton>
  return (
    <MenuButton label={words.papers} placement="bottomRight" width={160}>
      {() => (
        <ul>
          {sheetKinds.map((paper) => (
            <li key={paper}>
              <DownloadLink href={urlOf(PAPER, { organization, paper, year })}>{words.paperNames[paper]}</DownloadLink>
            </li>
          ))}
        </ul>
      )}
    </MenuButton>
  )
}

/** The same straight to the printer; nothing chosen prints all three in order. */
export function PrintMenu({ onPrint }: { readonly onPrint: (only: SheetKind | null) => void }) {
  const { year: words } = useLifeWords()
  return (
    <MenuButton label={words.print} placement="bottomRight" width={200}>
      {(close) => (
        <ul>
          {(['all', ...sheetKinds] as const).map((kind) => (
            <li key={kind}>
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  close()
                  onPrint(kind === 'all' ? null : kind)
                }}
              >
                {words.printOne[kind]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </MenuButton>
  )
}
