import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { useSession } from '../../../../platform/web/session/session.ts'
import { signInNow, useSignInWanted } from '../../../../platform/web/session/sign-in-again.ts'
import { accessApi } from '../api.ts'
import { useEndPurpose } from './use-end-purpose.ts'
import { useLeft } from './use-left.ts'
import { useSessionWords } from './words.ts'

/** What is out of the ordinary while it lasts, over every page: plain names, a wider view, acting for somebody. */
export function Bands() {
  const { band: words, purpose: purposeWords, again } = useSessionWords()
  const { person } = useSession()
  const end = useEndPurpose()
  const endGlass = useMutation({ mutationFn: endOpenGlass, onSuccess: refreshAll })
  const left = useLeft(person?.purpose?.until ?? null, () => undefined)
  useLeft(person?.glass?.until ?? null, () => void refreshAll())
  const signIn = useSignInWanted()
  if (person === null) return null
  return (
    <>
      {signIn === 'later' ? (
        <div className="band band-red" role="alert">
          <span>{again.band}</span>
          <button type="button" className="link-button" onClick={signInNow}>
            {again.open}
          </button>
        </div>
      ) : null}
      {person.glass === null ? null : (
        <div className="band band-red">
          <span>{words.glass(person.glass.words, momentText(person.glass.until))}</span>
          <button type="button" className="link-button push" onClick={() => endGlass.mutate()}>
            {words.glassEnd}
          </button>
        </div>
      )}
      {person.purpose === null ? null : (
        <div className="band">
          <span>{words.purpose(person.purpose.words, purposeWords.minutes(left))}</span>
          <button type="button" className="link-button push" onClick={() => end.mutate()}>
            {purposeWords.end}
          </button>
        </div>
      )}
      {person.watched === 0 ? null : (
        <div className="band band-plain" role="status">
          <span>{words.watched(countText(person.watched))}</span>
          <Link to="/account" search={{ tab: 'duty' }} className="push">
            {words.watchedDo}
          </Link>
        </div>
      )}
      {person.actingFor.length === 0 ? null : (
        <div className="band">
          <span>{words.acting(person.actingFor.join('、'))}</span>
        </div>
      )}
    </>
  )
}

/** On the overview while nobody has an account: who can use this, and the way to open it to colleagues. */
export function LocalNotice() {
  const { band: words, menu } = useSessionWords()
  if (useSession().accounts) return null
  return (
    <div className="band band-plain">
      <span>{words.local}</span>
      <Link to="/setup">{menu.localDo}</Link>
    </div>
  )
}

async function endOpenGlass(): Promise<void> {
  const { rows } = await accessApi.call('access.glassRecords', {})
  for (const { id, mine, open } of rows) if (mine && open) await accessApi.call('access.endGlass', { id })
}
