import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { NO_PLATFORM } from '../contract.ts'
import type { Hosts } from './lead.tsx'
import { useHostsWords } from './words.ts'

/** Platforms with how many of their units have an organisation. */
export function Platforms({
  hosts,
  chosen,
  onChoose,
}: {
  readonly hosts: Hosts | undefined
  readonly chosen: string | undefined
  readonly onChoose: (platform: string | undefined) => void
}) {
  const words = useHostsWords()
  return (
    <Card title={words.platforms} note={words.shareHint}>
      <ul className="host-platforms num">
        <li>
          <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
            <span>{words.allPlatforms}</span>
            {hosts === undefined ? null : (
              <span>{words.share(countText(hosts.organized), countText(hosts.units))}</span>
            )}
          </button>
        </li>
        {hosts?.platforms.map(({ name, units, organized }) => {
          const key = name ?? NO_PLATFORM
          return (
            <li key={key}>
              <button type="button" aria-pressed={chosen === key} title={name ?? ''} onClick={() => onChoose(key)}>
                <span>{name ?? words.noPlatform}</span>
                <span>{words.share(countText(organized), countText(units))}</span>
              </button>
            </li>
          )
        })}
        {hosts === undefined || hosts.more === 0 ? null : (
          <li className="faint">{words.more(countText(hosts.more))}</li>
        )}
      </ul>
    </Card>
  )
}
