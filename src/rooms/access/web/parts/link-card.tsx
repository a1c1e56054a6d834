import { Button } from 'antd'
import { momentText } from '../../../../platform/web/format.ts'
import { CopyButton } from '../../../../platform/web/parts/copy-button.tsx'
import { PrintSheet } from '../../../../platform/web/parts/print-sheet.tsx'
import { usePartsWords } from './words.ts'
import './link-card.css'

export interface Invited {
  readonly username: string
  readonly name: string
  readonly link: string
}

/** A one-time link, shown once, with the ways to hand it over. */
export function LinkCard({ invited, until }: { readonly invited: Invited; readonly until: string }) {
  const { link: words } = usePartsWords()
  return (
    <section className="link-card" aria-label={words.title}>
      <b>{words.title}</b>
      <p>{words.why(momentText(until))}</p>
      {isOnlyHere(invited.link) ? <p className="warned">{words.onlyHere}</p> : null}
      <input
        className="control"
        readOnly
        aria-label={words.field}
        value={invited.link}
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        <CopyButton text={invited.link}>{words.copy}</CopyButton>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
      <LinkPapers all={[invited]} until={until} />
    </section>
  )
}

function isOnlyHere(link: string): boolean {
  return /^https?:\/\/(127\.|localhost|\[::1\])/.test(link)
}

/** One card a person, to be cut apart. */
export function LinkPapers({ all, until }: { readonly all: readonly Invited[]; readonly until: string }) {
  const { link: words } = usePartsWords()
  return (
    <PrintSheet>
      {all.map(({ username, name, link }) => (
        <section key={username}>
          <h2>{words.paper(name)}</h2>
          <p>
            {words.paperUser}　{username}
          </p>
          <p>
            <code>{link}</code>
          </p>
          <p>{words.paperUntil(momentText(until))}</p>
        </section>
      ))}
    </PrintSheet>
  )
}
