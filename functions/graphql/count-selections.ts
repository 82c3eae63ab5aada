import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation amounts to once its fragments are written out. */
export interface SelectionCounts {
  aliases: number;
  /** Fields of the operation's first level. */
  rootFields: number;
  /** `__schema`, `__type` and the whole list of types below them: each can be as large as the schema itself. */
  introspection: number;
}

const INTROSPECTION = new Set(['__schema', '__type', 'types']);

/**
 * Counts an operation with every fragment written out. Each fragment is counted once and remembered, so a bomb of fragments
 * costs no more than its text. The document must be valid: a fragment that spreads itself would not end.
 */
export function countSelections(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionCounts {
  const known = new Map<string, SelectionCounts>();

  function ofFragment(name: string): SelectionCounts {
    const fragment = fragments.get(name);
    const shape = known.get(name) ?? (fragment ? ofSelections(fragment.selectionSet) : undefined);
    if (!shape) return { aliases: 0, rootFields: 0, introspection: 0 };
    known.set(name, shape);
    return shape;
  }

  function ofSelections(set: SelectionSetNode): SelectionCounts {
    const total: SelectionCounts = { aliases: 0, rootFields: 0, introspection: 0 };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        total.rootFields += 1;
        if (selection.alias) total.aliases += 1;
        if (INTROSPECTION.has(selection.name.value)) total.introspection += 1;
        if (selection.selectionSet) {
          const below = ofSelections(selection.selectionSet);
          total.aliases += below.aliases;
          total.introspection += below.introspection;
        }
      } else {
        const part =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(selection.selectionSet);
        total.aliases += part.aliases;
        total.rootFields += part.rootFields;
        total.introspection += part.introspection;
      }
    }
    return total;
  }

  return ofSelections(operation.selectionSet);
}
