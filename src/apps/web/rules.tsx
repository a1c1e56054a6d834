import { Trial } from '../../rooms/coverage/web/public.tsx'
import type { Preset } from '../../rooms/rulebook/contract.ts'
import { RulesPage } from '../../rooms/rulebook/web/pages/rules.tsx'
import { Precedence } from '../../rooms/units/web/public.ts'

const trialOf = (preset: Preset) => <Trial key={preset.id} preset={preset} />

/** The rules, with the trial of presets (coverage) and whose fact wins (ledger). */
export function Rules() {
  return <RulesPage precedence={<Precedence />} trialOf={trialOf} />
}
