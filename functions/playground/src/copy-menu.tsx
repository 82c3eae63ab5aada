import { ToolbarButton, ToolbarMenu } from '@graphiql/react';
import { FORM_NAMES, FORMS } from './copy-as.ts';
import { useCopy } from './use-copy.ts';

/** Copies the open query as code, from the editor's toolbar. */
export function CopyMenu() {
  const copy = useCopy();
  return (
    <ToolbarMenu
      button={
        <ToolbarButton label="Copy as code">
          <svg
            className="graphiql-toolbar-icon"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <path
              d="m6.5 5.5-4.5 4.5 4.5 4.5M13.5 5.5 18 10l-4.5 4.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </ToolbarButton>
      }
    >
      {FORMS.map((form) => (
        <ToolbarMenu.Item key={form} onSelect={() => copy(form)}>
          Copy as {FORM_NAMES[form]}
        </ToolbarMenu.Item>
      ))}
    </ToolbarMenu>
  );
}
