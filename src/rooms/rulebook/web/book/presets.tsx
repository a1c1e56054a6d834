import { useState } from 'react'
import type { ReactNode } from 'react'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import type { Preset } from '../../contract.ts'
import { PresetForm } from './preset-form.tsx'
import { PresetLines } from './preset-pane.tsx'
import { sayDue } from './say.ts'
import { useBookWords } from './words.ts'

/** A free id for a copy: `national-2`. */
function copyId(of: string, taken: readonly string[]): string {
  let n = 2
  while (taken.includes(`${of}-${n}`)) n++
  return `${of}-${n}`
}

/** The presets at the left, one in words at the right with its trial and activation (from a later room). */
export function Presets({
  presets,
  at,
  onAt,
  trialOf,
}: {
  readonly presets: readonly Preset[] | undefined
  readonly at: string | undefined
  readonly onAt: (id: string) => void
  readonly trialOf: (preset: Preset) => ReactNode
}) {
  const words = useBookWords()
  const [editing, setEditing] = useState<'edit' | 'copy' | null>(null)
  if (presets === undefined) return <SkeletonLines count={8} />
  const shown = presets.find(({ id }) => id === at) ?? presets.find(({ active }) => active) ?? presets[0]
  if (shown === undefined) return null
  const ids = presets.map(({ id }) => id)
  const locked = shown.builtIn ? words.presets.editNoBuiltIn : shown.active ? words.presets.editNoActive : null
  return (
    <div className="book-columns">
      <ul className="book-list">
        {presets.map((preset) => (
          <li key={preset.id}>
            <button type="button" aria-pressed={preset.id === shown.id} onClick={() => onAt(preset.id)}>
              <span className="row">
                <b className="ellipsis">{preset.name}</b>
                {preset.active ? (
                  <span className="tag tag-teal push">{words.presets.active}</span>
                ) : (
                  <span className="tag push">{preset.builtIn ? words.presets.builtIn : words.presets.own}</span>
                )}
              </span>
              <small>{sayDue(words, preset.due)}</small>
            </button>
          </li>
        ))}
      </ul>
      <div className="book-one">
        <Card
          title={shown.name}
          note={words.presets.version(shown.version)}
          extra={
            <span className="row">
              <ReasonButton size="small" needs="rulebook.savePreset" reason={locked} onClick={() => setEditing('edit')}>
                {words.presets.edit}
              </ReasonButton>
              <ReasonButton size="small" needs="rulebook.savePreset" onClick={() => setEditing('copy')}>
                {words.presets.copy}
              </ReasonButton>
            </span>
          }
        >
          <PresetLines preset={shown} />
        </Card>
        {trialOf(shown)}
      </div>
      <SidePanel
        open={editing !== null}
        title={editing === 'copy' ? words.presets.copy : words.edit.title}
        width={520}
        onClose={() => setEditing(null)}
      >
        {editing === null ? null : (
          <PresetForm
            key={`${shown.id}-${editing}`}
            from={shown}
            id={editing === 'copy' ? copyId(shown.id, ids) : shown.id}
            name={editing === 'copy' ? words.presets.copyName(shown.name) : shown.name}
            onDone={(id) => {
              setEditing(null)
              onAt(id)
            }}
          />
        )}
      </SidePanel>
    </div>
  )
}
