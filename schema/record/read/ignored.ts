/**
 * Whether a file or folder of this name is not part of the content: hidden, or left behind by an editor, a
 * merge, a download or the desktop. The reader and the watcher share this rule, so that the watcher wakes
 * exactly for what is read.
 */
export function isIgnored(name: string): boolean {
  return LEFT_BEHIND.some((pattern) => pattern.test(name));
}

const LEFT_BEHIND = [
  // Hidden files; locks, autosaves and backups of Emacs, Vim and office programs.
  /^\.|^#.*#$|^~|~$|\.sw[a-z]$/,
  // Vim's test for write permission.
  /^4913$/,
  // Left by a merge, a patch, a download or a backup.
  /\.(?:bak|backup|orig|rej|old|save|tmp|temp|part|crdownload)$/i,
  // A record while an editor saves it: `talks.yaml.tmp.12`, `talks.yaml.1234567`, `talks.yaml___jb_tmp___`.
  /\.(?:yaml|jsonl)(?:[.~_-](?:\d+|new|tmp.*)|___jb_\w+___)$/i,
  // Desktops.
  /^(?:thumbs\.db|desktop\.ini|icon\r)$/i,
];
