import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { example } from './examples.ts';
import { isNarrow } from './narrow-screen.ts';
import { operationNameOf, type Question, sameQuestion } from './question.ts';
import type { OnSearch } from './search-box.tsx';

/** What the visible tab holds. */
export function useOpenQuestion(): () => Question {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  return () => ({ query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' });
}

/** Brings a question to the front, in its own tab if it has one, and asks it. */
export function useOpen(): (question: Question) => void {
  const { addTab, changeTab, updateActiveTabValues, setVisiblePlugin } = useGraphiQLActions();
  const answer = useAnswer();
  const state = useGraphiQL(pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'));
  return (question) => {
    if (isNarrow()) setVisiblePlugin(null);
    const { tabs, activeTabIndex, queryEditor, variableEditor } = state;
    const index = tabs.findIndex((tab) =>
      sameQuestion({ query: tab.query ?? '', variables: tab.variables ?? '' }, question),
    );
    if (index === activeTabIndex) return answer(question);
    if (index >= 0) return changeTab(index);
    addTab();
    queryEditor?.setValue(question.query);
    variableEditor?.setValue(question.variables);
    updateActiveTabValues({ query: question.query, variables: question.variables });
    answer(question);
  };
}

/**
 * Searches the record in the tab of the search operation, which keeps its query and gets the words as a
 * variable.
 */
export function useSearch(): OnSearch {
  const { changeTab, setVisiblePlugin, stop, updateActiveTabValues } = useGraphiQLActions();
  const open = useOpen();
  const answer = useAnswer();
  const state = useGraphiQL(pick('tabs', 'activeTabIndex', 'variableEditor', 'isFetching'));
  return (words, isDone) => {
    // There the panel with the search box covers what was found.
    if (isDone && isNarrow()) setVisiblePlugin(null);
    const { query } = example('Search');
    const variables = JSON.stringify({ query: words }, null, 2);
    const { tabs, activeTabIndex, variableEditor, isFetching } = state;
    const index = tabs.findIndex((tab) => tab.query?.trim() === query.trim());
    if (index < 0) return open({ query, variables });
    // A second run would only stop the first.
    if (isFetching) stop();
    if (index !== activeTabIndex) changeTab(index);
    variableEditor?.setValue(variables);
    updateActiveTabValues({ variables });
    answer({ query, variables });
  };
}

/** Asks what the editors hold. */
export function useAnswer(): (question: Question) => void {
  const { run, setOperationName } = useGraphiQLActions();
  return ({ query }) => {
    // GraphiQL finds the name a moment after the text has changed, and would send the name of the tab before.
    const name = operationNameOf(query);
    if (name) setOperationName(name);
    void run();
  };
}
