/**
 * Milliseconds to wait for the editor's typeface: the editor measures letters once, and text should not jump
 * later.
 */
const TYPEFACE = 400;

/** Loads the editor with everything that it would otherwise wait for after its first render. */
export async function loadWorkbench(): Promise<typeof import('./workbench.tsx').Workbench> {
  const [{ Workbench }] = await Promise.all([import('./workbench.tsx'), typeface()]);
  return Workbench;
}

async function typeface(): Promise<void> {
  const loaded = document.fonts.load('13px "JetBrains Mono Variable"').catch(() => {});
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, TYPEFACE))]);
}
