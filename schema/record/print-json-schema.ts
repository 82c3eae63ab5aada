import { writeFile } from 'node:fs/promises';
import { jsonSchemas } from './json-schema.ts';

// Rewrites the JSON Schema files beside this one from the definitions:
// `node schema/record/print-json-schema.ts`.
for (const [name, text] of jsonSchemas()) await writeFile(new URL(name, import.meta.url), text);
