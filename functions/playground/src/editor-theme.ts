import * as monaco from 'monaco-graphql/esm/monaco-editor.js';

/** Names of the editor's colours by theme. */
export const EDITOR_THEMES = { light: 'communique-light', dark: 'communique-dark' };

/** Typeface of the editor; GraphiQL sets one that this page does not include. */
export const EDITOR_TYPE = {
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 13,
  lineHeight: 20,
};

interface Palette {
  ink: string;
  muted: string;
  accent: string;
  field: string;
  type: string;
  variable: string;
  text: string;
  number: string;
  surface: string;
  line: string;
}

const LIGHT: Palette = {
  ink: '#232b38',
  muted: '#687182',
  accent: '#a3301f',
  field: '#24466f',
  type: '#7a5212',
  variable: '#6a3c86',
  text: '#2c6344',
  number: '#8a4b08',
  surface: '#ffffff',
  line: '#e3ddd1',
};

const DARK: Palette = {
  ink: '#dfe3ea',
  muted: '#8b95a6',
  accent: '#f2927f',
  field: '#9cc3f2',
  type: '#e0bd7d',
  variable: '#cfabea',
  text: '#9bd0ae',
  number: '#eab277',
  surface: '#1b212b',
  line: '#323a47',
};

define(EDITOR_THEMES.light, 'vs', LIGHT);
define(EDITOR_THEMES.dark, 'vs-dark', DARK);

function define(name: string, base: 'vs' | 'vs-dark', palette: Palette): void {
  const { ink, muted, accent, surface, line } = palette;
  monaco.editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      { token: '', foreground: hex(ink) },
      { token: 'comment', foreground: hex(muted), fontStyle: 'italic' },
      { token: 'keyword', foreground: hex(accent) },
      { token: 'key.identifier', foreground: hex(palette.field) },
      { token: 'type.identifier', foreground: hex(palette.type) },
      { token: 'argument.identifier', foreground: hex(palette.variable) },
      { token: 'annotation', foreground: hex(accent) },
      { token: 'operator', foreground: hex(muted) },
      { token: 'delimiter', foreground: hex(muted) },
      { token: 'number', foreground: hex(palette.number) },
      { token: 'string', foreground: hex(palette.text) },
      { token: 'string.key.json', foreground: hex(palette.field) },
      { token: 'string.value.json', foreground: hex(palette.text) },
      { token: 'keyword.json', foreground: hex(palette.variable) },
    ],
    colors: {
      'editor.background': '#00000000',
      'editor.foreground': ink,
      'editorLineNumber.foreground': `${muted}99`,
      'editorLineNumber.activeForeground': muted,
      'editorBracketHighlight.foreground1': muted,
      'editorBracketHighlight.foreground2': muted,
      'editorBracketHighlight.foreground3': muted,
      'editorIndentGuide.background1': line,
      'scrollbar.shadow': '#00000000',
      'textLink.foreground': accent,
      focusBorder: accent,
      'editorWidget.background': surface,
      'editorWidget.border': line,
      'editorHoverWidget.background': surface,
      'editorHoverWidget.border': line,
      'editorSuggestWidget.background': surface,
      'editorSuggestWidget.border': line,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'editorSuggestWidget.selectedBackground': `${accent}22`,
      'editorSuggestWidget.selectedForeground': ink,
      'list.hoverBackground': `${accent}14`,
      'quickInput.background': surface,
      'quickInputList.focusBackground': `${accent}22`,
      'quickInputList.focusForeground': ink,
      'menu.background': surface,
      'menu.selectionBackground': `${accent}22`,
      'menu.selectionForeground': ink,
    },
  });
}

/** Token rules take colours without the `#`. */
function hex(colour: string): string {
  return colour.slice(1);
}
