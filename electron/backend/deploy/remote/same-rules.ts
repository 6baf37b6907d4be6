/**
 * Shell functions: `same_rules ONE OTHER` compares two folders of saved rules, and says on standard error what differs. Not the
 * kernel settings in them: `load` may have put those back to what they were before any rules ran, and then has nothing left
 * to note. nftables lists the elements of a set in any order. Rules of others may come and go meanwhile, and so the places
 * of our jumps are counted differently.
 */
export const SAME_RULES = `
canonical() {
  case $1 in
    *.nft)
      awk '/^\\t*chain / { exit } { print }' "$1" | tr ',' '\\n' | tr -d ' \\t' | sort
      awk '/^\\t*chain / { on = 1 } on' "$1"
      ;;
    *) sed -e '/^#foreign /d' -e 's/^\\(#hook [^ ]*\\) [0-9]*/\\1/' "$1" ;;
  esac
}
same_rules() {
  for file in "$1"/* "$2"/*; do
    file=\${file##*/}
    if [ "$file" = settings ]; then continue; fi
    if [ ! -e "$1/$file" ] || [ ! -e "$2/$file" ] || [ "$(canonical "$1/$file")" != "$(canonical "$2/$file")" ]; then
      echo "$file of what was saved is not what runs" >&2
      return 1
    fi
  done
}
`;
