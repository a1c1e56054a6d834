/** What later rooms may use of the rulebook on the server. */
export { activePreset, findPresetInForce, getPreset, getPresetVersion, type Choice } from './reads.ts'
export { putInForce, type PresetActivated } from './writes.ts'
export { findArticles, findRuleBook, type RuleSet } from './rules.ts'
