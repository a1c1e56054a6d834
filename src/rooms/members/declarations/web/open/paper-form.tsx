import { declaredPlaceNames } from '../../rules/words.ts'
import type { Notice } from './notice.ts'
import { QrPicture } from './qr-picture.tsx'
import { Terms } from './terms.tsx'
import { useOpenWords } from './words.ts'

/** Where something is written by hand. */
const BLANK = '\u3000'

/** One A4 sheet: what is agreed to, the questions, the signature; below the line the receipt for the person. */
export function PaperForm({ notice, at }: { readonly notice: Notice; readonly at: string | undefined }) {
  const { form: words, fields } = useOpenWords()
  const { address, office, link, workplace, town, towns } = notice
  const query = at === undefined || link !== 'good' ? '' : `?at=${encodeURIComponent(at)}`
  return (
    <div className="paper-scroll" role="region" tabIndex={0} aria-label={words.title}>
      <article className="paper">
        <header className="paper-head">
          <div>
            <h1>{words.title}</h1>
            {office === null ? null : <p>{office}</p>}
          </div>
          {address === null ? null : (
            <figure>
              <QrPicture text={`${address}/declare${query}`} label={words.picture} size={88} />
              <figcaption>{words.toOnline}</figcaption>
            </figure>
          )}
        </header>
        <Terms notice={notice} />
        <table className="paper-fields">
          <tbody>
            <tr>
              <th scope="row">{fields.name}</th>
              <td>{BLANK}</td>
              <th scope="row">{fields.phone}</th>
              <td>{BLANK}</td>
            </tr>
            <tr>
              <th scope="row">
                {fields.placeKind}
                <small>{words.choose}</small>
              </th>
              <td colSpan={3}>
                <ul className="paper-boxes">
                  {Object.entries(declaredPlaceNames).map(([key, name]) => (
                    <li key={key}>□ {name}</li>
                  ))}
                </ul>
              </td>
            </tr>
            <tr>
              <th scope="row">{fields.relation}</th>
              <td colSpan={3}>{BLANK}</td>
            </tr>
            <tr>
              <th scope="row">{fields.joined}</th>
              <td>{words.yearMonth}</td>
              <th scope="row">
                {fields.identity}
                <small>{words.mayBeEmpty}</small>
              </th>
              <td>{BLANK}</td>
            </tr>
            <tr>
              <th scope="row">{fields.workplace}</th>
              <td>{workplace?.name}</td>
              <th scope="row">{fields.town}</th>
              <td>{towns.find(({ id }) => id === town)?.name}</td>
            </tr>
          </tbody>
        </table>
        <p className="paper-agree">□ {words.consent}</p>
        <p className="paper-sign">
          <span>{words.signature}</span>
          <span>{words.date}</span>
        </p>
        <p className="paper-cut">
          <span>✂ {words.cut}</span>
        </p>
        <footer className="paper-tear">
          <div>
            <h2>
              {words.title}
              {words.tear}
            </h2>
            <dl>
              {[words.received, words.receiver, words.code].map((name) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd />
                </div>
              ))}
            </dl>
            <p>{words.how(String(notice.receiptDays))}</p>
            {address === null ? null : (
              <p>
                {words.online}　{address}/declare
              </p>
            )}
          </div>
          {address === null ? null : (
            <QrPicture text={`${address}/declare/withdraw`} label={words.pictureWithdraw} size={80} />
          )}
        </footer>
      </article>
    </div>
  )
}
