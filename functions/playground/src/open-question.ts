import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { isNarrow } from './narrow-screen.ts';
import { operationNameOf, type Question, sameQuestion } from './question.ts';

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
