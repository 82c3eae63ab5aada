import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { PLAYGROUND_DIST } from './dist-path.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the project's source can be read, as package.json says; null while it has no public home. */
function sourceUrl(): string | null {
  const { repository } = JSON.parse(readFileSync(here('../../package.json'), 'utf8'));
  const url: unknown = typeof repository === 'string' ? repository : repository?.url;
  return typeof url === 'string' ? url.replace(/^git\+|\.git$/g, '') : null;
}

/**
 * The fonts' licence wants to go with them, and they come by CSS, where the list of bundled modules does not
 * look.
 */
const fontLicences: Plugin = {
  name: 'font-licences',
  generateBundle() {
    const texts = ['newsreader', 'public-sans', 'jetbrains-mono'].map((font) =>
      readFileSync(here(`../../node_modules/@fontsource-variable/${font}/LICENSE`), 'utf8'),
    );
    this.emitFile({ type: 'asset', fileName: 'fonts.md', source: texts.join('\n\n') });
  },
};

export default defineConfig({
  plugins: [fontLicences],
  root: here('.'),
  base: '/',
  publicDir: false,
  cacheDir: here('../../node_modules/.vite-playground'),
  define: { SOURCE_URL: JSON.stringify(sourceUrl()) },
  worker: { format: 'es' },
  build: {
    outDir: PLAYGROUND_DIST,
    emptyOutDir: true,
    // What is bundled keeps its notices.
    license: { fileName: 'licences.md' },
    target: 'es2024',
    // Inlined as data: addresses, files could not be refused by the policy nor cached by name.
    assetsInlineLimit: 0,
    // The editor is one large module; it is loaded after the page is there.
    chunkSizeWarningLimit: 4_000,
    // The polyfill is for browsers without modulepreload, which this target has none of.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // "use client" means something to a server that renders; there is none here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
