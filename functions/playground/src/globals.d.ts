/** Address of the project's source, inserted by the build; null if package.json has none. */
declare const SOURCE_URL: string | null;
