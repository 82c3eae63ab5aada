import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { PLAYGROUND_DIST } from './dist-path.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Address of the project's source, from package.json; null while it is not public. */
function sourceUrl(): string | null {
  const { repository } = JSON.parse(readFileSync(here('../../package.json'), 'utf8'));
  const url: unknown = typeof repository === 'string' ? repository : repository?.url;
  return typeof url === 'string' ? url.replace(/^git\+|\.git$/g, '') : null;
}

/**
 * Adds the fonts' licence, which must ship with them; they are imported by CSS, which the list of bundled
 * modules does not cover.
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
    // Bundled modules keep their licence notices.
    license: { fileName: 'licences.md' },
    target: 'es2024',
    // Files inlined as data: addresses could be neither blocked by the policy nor cached by name.
    assetsInlineLimit: 0,
    // The editor is one large module, loaded after the page.
    chunkSizeWarningLimit: 4_000,
    // The polyfill is for browsers without modulepreload; none of the target browsers needs it.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // "use client" matters only for server rendering, which is not used here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
