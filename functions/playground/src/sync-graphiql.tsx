import { type MonacoEditor, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { KeyCode } from 'monaco-graphql/esm/monaco-editor.js';
import { useEffect, useEffectEvent, useState } from 'react';
import { questionIn } from './address.ts';
import { EDITOR_TYPE } from './editor-theme.ts';
import { type Facts, lastReply } from './last-reply.ts';
import { isExample, type Opening } from './opening.ts';
import { sameQuestion } from './question.ts';
import { systemIsDark, theme } from './theme.ts';
import { useAnswer, useOpen } from './use-question.ts';

/** Renders nothing; keeps GraphiQL in sync with the address, the theme and the examples. */
export function SyncGraphiQL({ opening }: { opening: Opening }) {
  useOurType();
  useAnswered(opening);
  useAddress();
  useSystemTheme();
  return null;
}

/** Sets the editors' typeface, and wraps lines, because the operations have long ones. */
function useOurType(): void {
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'responseEditor'),
  );
  useEffect(() => {
    const options = { ...EDITOR_TYPE, wordWrap: 'on', wrappingIndent: 'indent' } as const;
    queryEditor?.updateOptions({ ...options, ariaLabel: 'Query', folding: false });
    variableEditor?.updateOptions({ ...options, ariaLabel: 'Variables', folding: false });
    responseEditor?.updateOptions({ ...options, ariaLabel: 'Answer' });
    const left = [queryEditor, variableEditor, responseEditor].map((editor) =>
      editor?.addAction(leaving(editor)),
    );
    return () => {
      for (const action of left) action?.dispose();
    };
  }, [queryEditor, variableEditor, responseEditor]);
}

/** Tab inserts a tab, so without another way out keyboard users would be trapped in the editor. */
const leaving = (editor: MonacoEditor) => ({
  id: 'leave-editor',
  label: 'Leave the editor',
  keybindings: [KeyCode.Escape],
  precondition:
    '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !editorHoverVisible',
  run: () => editor.getContainerDomNode().focus(),
});

/** Runs a documented operation, or the query in the address, as soon as its tab is shown. */
function useAnswered({ question: opened, reply }: Opening): void {
  const { tabs, activeTabIndex, queryEditor, variableEditor, responseEditor, isFetching } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor', 'responseEditor', 'isFetching'),
  );
  const answer = useAnswer();
  const tab = tabs[activeTabIndex];
  const ready = Boolean(queryEditor && variableEditor && responseEditor);

  const [facts] = useState(() => new Map<string, Facts>());
  const onTab = useEffectEvent((id: string) => {
    lastReply.set((tab?.response && facts.get(id)) || null);
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The code that opened the tab may have run it already; running it again would stop the first request.
    if (!tab || tab.response || isFetching) return;
    const question = { query: tab.query ?? '', variables: tab.variables ?? '' };
    if (isExample(question) || (reply && sameQuestion(question, opened))) answer(question);
  });
  const id = tab?.id;
  useEffect(() => {
    if (!ready || !id) return;
    onTab(id);
    return lastReply.subscribe(() => {
      const shown = lastReply.get();
      if (shown) facts.set(id, shown);
    });
  }, [ready, id, facts]);
}

/** Opens a shared address that is entered in this window. */
function useAddress(): void {
  const open = useOpen();
  const onHashChange = useEffectEvent(() => {
    const question = questionIn(location.hash);
    if (question) open(question);
  });
  useEffect(() => {
    const listener = () => onHashChange();
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  }, []);
}

/** GraphiQL reads the system's theme only when a theme is chosen. */
function useSystemTheme(): void {
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    const listener = () => setTheme(theme.get());
    systemIsDark.addEventListener('change', listener);
    return () => systemIsDark.removeEventListener('change', listener);
  }, [setTheme]);
}
