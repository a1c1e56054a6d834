declare module 'virtual:routes' {
  /** `'units.get'` → `'GET /api/units/:id'` */
  export const routes: Readonly<Record<string, string>>
}
declare module '*.css'
