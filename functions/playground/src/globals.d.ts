/** Address of the project's source, put in by the build; null when package.json names none. */
declare const SOURCE_URL: string | null;
