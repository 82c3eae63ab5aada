import { type MonacoEditor, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { KeyCode } from 'monaco-graphql/esm/monaco-editor.js';
import { useEffect, useEffectEvent, useState } from 'react';
import { questionIn } from './address.ts';
import { EDITOR_TYPE } from './editor-theme.ts';
import { type Facts, lastReply } from './last-reply.ts';
import { useAnswer, useOpen } from './open-question.ts';
import { isExample, type Opening } from './opening.ts';
import { sameQuestion } from './question.ts';
import { systemIsDark, theme } from './theme.ts';

/** Draws nothing: keeps GraphiQL in step with the address, the theme and the examples. */
export function SyncGraphiQL({ opening }: { opening: Opening }) {
  useOurType();
  useAnswered(opening);
  useAddress();
  useSystemTheme();
  return null;
}

/** Editors in our type, and lines that wrap: the operations have long ones. */
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

/** Tab writes a tab: without another way out, whoever works by keyboard would be caught in the editor. */
const leaving = (editor: MonacoEditor) => ({
  id: 'leave-editor',
  label: 'Leave the editor',
  keybindings: [KeyCode.Escape],
  precondition:
    '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !editorHoverVisible',
  run: () => editor.getContainerDomNode().focus(),
});

/**
 * A tab that shows a documented operation, or what the address asked for, has its answer without being told
 * to.
 */
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
    // Whoever made the tab may have asked already; asking twice would stop the first request.
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

/** Somebody puts a shared address into this very window. */
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

/** GraphiQL looks at the system's theme only when one is chosen. */
function useSystemTheme(): void {
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    const listener = () => setTheme(theme.get());
    systemIsDark.addEventListener('change', listener);
    return () => systemIsDark.removeEventListener('change', listener);
  }, [setTheme]);
}
