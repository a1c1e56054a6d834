/** What later rooms may use of the areas anywhere: locating is pure. */
export { parkName, parkStem } from './rules/buildings.ts'
export { guessRoot, type RootGuess } from './rules/guess-root.ts'
export { locateFile } from './rules/locate-file.ts'
export { makeLocator, type Located, type LocateInput, type Locator } from './rules/locate.ts'
