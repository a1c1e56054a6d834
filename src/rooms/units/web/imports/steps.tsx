import type { ImportView } from '../../contract.ts'
import { useImportWords } from './words.ts'

const stepOf: Readonly<Record<ImportView['state'], number>> = {
  reading: 0,
  failed: 0,
  discarded: 0,
  mapping: 1,
  comparing: 2,
  ready: 2,
  writing: 3,
  written: 4,
}

/** “1 放入文件 ✓ 2 认表头 ✓ 3 看变化 4 确认写入” */
export function Steps({ state }: { readonly state: ImportView['state'] }) {
  const words = useImportWords()
  const at = stepOf[state]
  return (
    <ol className="steps" aria-label={words.stepsLabel}>
      {words.steps.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined}>
          {index + 1} {step}
          {index < at ? <span aria-label={words.stepDone}> ✓</span> : null}
        </li>
      ))}
    </ol>
  )
}
