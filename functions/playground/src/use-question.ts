import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { example } from './examples.ts';
import { isNarrow } from './narrow-screen.ts';
import { operationNameOf, type Question, sameQuestion } from './question.ts';
import type { OnSearch } from './search-box.tsx';

/** The contents of the visible tab. */
export function useOpenQuestion(): () => Question {
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'));
  return () => ({ query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' });
}

/** Opens a query, in its existing tab if it has one, and runs it. */
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

/** Searches the record in the tab of the search operation, passing the words as a variable. */
export function useSearch(): OnSearch {
  const { changeTab, setVisiblePlugin, stop, updateActiveTabValues } = useGraphiQLActions();
  const open = useOpen();
  const answer = useAnswer();
  const state = useGraphiQL(pick('tabs', 'activeTabIndex', 'variableEditor', 'isFetching'));
  return (words, isDone) => {
    // On a narrow screen the panel with the search box covers the results.
    if (isDone && isNarrow()) setVisiblePlugin(null);
    const { query } = example('Search');
    const variables = JSON.stringify({ query: words }, null, 2);
    const { tabs, activeTabIndex, variableEditor, isFetching } = state;
    const index = tabs.findIndex((tab) => tab.query?.trim() === query.trim());
    if (index < 0) return open({ query, variables });
    // Running again would only stop the running query.
    if (isFetching) stop();
    if (index !== activeTabIndex) changeTab(index);
    variableEditor?.setValue(variables);
    updateActiveTabValues({ variables });
    answer({ query, variables });
  };
}

/** Runs what is in the editors. */
export function useAnswer(): (question: Question) => void {
  const { run, setOperationName } = useGraphiQLActions();
  return ({ query }) => {
    // GraphiQL updates the operation name a moment after the text changes, and would send the name from the
    // previous tab.
    const name = operationNameOf(query);
    if (name) setOperationName(name);
    void run();
  };
}
