/** The pure side of the rulebook, for later rooms' rules. */
export { RULES_VERSION, builtInRules } from './rules/builtin.ts'
export { dueLine, fullMembers, sayLine, type DueFacts } from './rules/due.ts'
export { DEFAULT_PRESET, builtInPresets, socialKinds } from './rules/presets.ts'
export { articleOf } from './rules/rule.ts'
export { builtInRuleBook, makeRuleBook, type RuleBook } from './rules/rule-book.ts'
