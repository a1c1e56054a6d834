import { useState } from 'react'
import { SidePanel } from '../parts/side-panel.tsx'
import { usePlatformWords } from '../words.ts'
import { boundKeys, useKeys } from './use-keys.ts'
import './keys-panel.css'

const shown: Readonly<Record<string, string>> = { Escape: 'Esc', Enter: 'Enter', 'ctrl+k': 'Ctrl K' }

/** `?` lists the keys of the page at hand. */
export function KeysPanel() {
  const words = usePlatformWords()
  const [keys, setKeys] = useState<{ key: string; words: string }[] | null>(null)
  useKeys({ '?': { words: words.keys.help, run: () => setKeys(keys === null ? boundKeys() : null) } })
  return (
    <SidePanel open={keys !== null} title={words.keys.title} width={320} onClose={() => setKeys(null)}>
      <dl className="keys">
        {keys?.map(({ key, words: what }) => [
          <dt key={key}>
            <kbd>{shown[key] ?? key.toUpperCase()}</kbd>
          </dt>,
          <dd key={`${key}-what`}>{what}</dd>,
        ])}
      </dl>
    </SidePanel>
  )
}
