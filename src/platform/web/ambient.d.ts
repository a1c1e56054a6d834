declare module 'virtual:routes' {
  /** `'units.get'` → `'GET /api/units/:id'` */
  export const routes: Readonly<Record<string, string>>
  /** `'units.get'` → its verb, and why it takes the whole office where it does */
  export const needs: import('./session/decide.ts').NeedTable
  /** `'units.read'` → its words */
  export const verbs: import('../../kernel/verbs.ts').VerbTable
}
declare module '*.css'
