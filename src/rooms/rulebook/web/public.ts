/** What later rooms' screens, and the application, may use of the rulebook's. */
export { rulebookApi } from './api.ts'
