/**
 * Whether a file or folder of this name is no part of the content: hidden, or left behind by an editor, a
 * merge, a download or the desktop. Reading and watching both ask here, so that what is not read never wakes
 * the watcher, and what is read always does.
 */
export function isIgnored(name: string): boolean {
  return LEFT_BEHIND.some((pattern) => pattern.test(name));
}

const LEFT_BEHIND = [
  // Hidden files; locks, autosaves and backups of Emacs, Vim and office programs.
  /^\.|^#.*#$|^~|~$|\.sw[a-z]$/,
  // The file by which Vim tries whether it may write.
  /^4913$/,
  // What a merge, a patch, a download or a careful copy leaves.
  /\.(?:bak|backup|orig|rej|old|save|tmp|temp|part|crdownload)$/i,
  // A record on its way to its name, as editors save it: `talks.yaml.tmp.12`, `talks.yaml.1234567`,
  // `talks.yaml___jb_tmp___`.
  /\.(?:yaml|jsonl)(?:[.~_-](?:\d+|new|tmp.*)|___jb_\w+___)$/i,
  // Desktops.
  /^(?:thumbs\.db|desktop\.ini|icon\r)$/i,
];
