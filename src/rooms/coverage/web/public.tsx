/** What later rooms' screens, and the application, may use of coverage. */
export { Explain } from './explain/explain-panel.tsx'
export type { ExplainInput } from './explain/explain-panel.tsx'
export { Trial } from './presets/trial.tsx'
