import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText } from '../../../platform/web/format.ts'
import { Card } from '../../../platform/web/parts/card.tsx'
import { fill } from '../../../platform/web/parts/fill.tsx'
import { Page } from '../../../platform/web/parts/page.tsx'
import { useMay } from '../../../platform/web/session/use-may.ts'
import { unitsApi } from '../../../rooms/units/web/api.ts'
import { useSelfCheckWords } from './words.ts'
import '../../../platform/web/table/data-table.css'
import './self-check.css'

/** Each of the five bans with what the product does about it and where that can be seen; shown to everybody. */
export function SelfCheckPage() {
  const words = useSelfCheckWords()
  const taken = useTaken()
  return (
    <Page
      title={words.title}
      lead={
        <>
          {words.lead}
          {taken === null || taken === 0 ? null : fill(words.taken, { n: <b>{countText(taken)}</b> })}
        </>
      }
    >
      <Card>
        <table className="table self-check" aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.ban}</th>
              <th scope="col">{words.answer}</th>
              <th scope="col">{words.see}</th>
            </tr>
          </thead>
          <tbody>
            {words.rows.map(({ ban, answer, see }, at) => (
              <tr key={ban}>
                <th scope="row">
                  {at + 1}　{ban}
                </th>
                <td>{answer}</td>
                <td>
                  <ul>
                    {see.map((place) => (
                      <li key={place.words}>
                        <Link to={place.to} params={{ id: undefined }}>
                          {place.words}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card title={words.personal} padded>
        <p>{words.personalWords}</p>
      </Card>
    </Page>
  )
}

/** Rows read from files that the office had, so that nobody was asked for them; null where one may not see imports. */
function useTaken(): number | null {
  const may = useMay('units.import')
  const { data } = useQuery({ ...unitsApi.query('units.listBatches', { limit: 500 }), enabled: may.ok })
  if (data === undefined) return null
  return data.rows.filter(({ undoneAt }) => undoneAt === null).reduce((sum, { rows }) => sum + rows, 0)
}
