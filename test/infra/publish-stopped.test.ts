import { describe, expect, test } from 'vitest';
import { beforeRequests } from '../support/requests.ts';
import { publishing } from './publishing.ts';

const world = publishing();
const { releases, deployed } = world;

describe('npm run publish, when it is stopped', () => {
  test.each([
    ['checking', /^Checking/, /^Stopped\. Nothing was touched\.$/],
    ['telling the edge and the endpoint', / rows written/, /^Stopped\. The new release is live\./],
  ])('Ctrl-C while %s ends it at once and reports what has changed', async (_phase, when, wanted) => {
    const door = await deployed();
    door.hooks.said = (line) => {
      if (when.test(line)) door.interrupt();
    };
    await door.run({ content: 'Second' });
    expect(door.exits).toEqual([130]);
    expect(door.said).toContainEqual(expect.stringMatching(wanted));
  });

  test('Ctrl-C while uploading says that nothing live has changed', async () => {
    const door = await deployed();
    beforeRequests(door.stage.s3, (name) => {
      if (name === 'PutObjectCommand' && door.exits.length === 0) door.interrupt();
    });
    await door.run({ content: 'Second' });
    expect(door.said).toContainEqual(
      expect.stringMatching(/^Stopped\. The live release has not changed\. Files of the new release/),
    );
  });

  test('Ctrl-C while writing ends it at the next step, and the next publish continues', async () => {
    const door = await deployed();
    let steps = 0;
    door.hooks.said = (line) => {
      if (line === 'progress' && ++steps === 1) door.interrupt();
    };
    expect(await door.run({ content: 'Second' })).toBe(1);
    expect(door.exits).toEqual([]);
    expect(door.said).toContain('Stopping after this step. Press Ctrl-C again to stop at once.');
    expect(door.said.at(-1)).toMatch(
      new RegExp(
        `^Stopped\\. Release ${releases.First.id} is still live\\. The live release has not changed\\.`,
      ),
    );
    expect(await door.shown()).toBe('First');
    delete door.hooks.said;
    expect(await door.run({ content: 'Second' })).toBe(0);
    expect(door.said.some((line) => line.startsWith('Another publish'))).toBe(false);
    expect(await door.shown()).toBe('Second');
  });

  test('a second Ctrl-C while writing ends it at once, and reports how long the next publish may wait', async () => {
    const door = await deployed();
    door.hooks.said = (line) => {
      if (line === 'progress' && door.exits.length === 0) {
        door.interrupt();
        door.interrupt();
      }
    };
    await door.run({ content: 'Second' });
    expect(door.exits).toEqual([130]);
    expect(door.said).toContainEqual(
      expect.stringMatching(
        /^Stopped\. The live release has not changed\. What was written .* may have to wait up to 3 minutes\.$/,
      ),
    );
  });
});
