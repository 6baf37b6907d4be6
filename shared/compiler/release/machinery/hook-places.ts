/** Where our jumps go back to among the rules of others, when rules that were saved are loaded again. */
export const HOOK_PLACES = String.raw`
# ---- where our jumps stood ----

# place_hooks FILE NOW: a line TABLE -I CHAIN PLACE RULE for each of our jumps in FILE. Rules of others may have gone or come since it
# was saved: a jump goes behind the last of those that stood before it, but never behind one that stood after it (which might accept
# what ours would deny). FILE and NOW as own_table and eb_own write them.
place_hooks() {
  awk '
    /^\*/ { table = $1; next }
    !/^#(foreign|hook) / { next }
    { chain = table " " $2; rule = $0; sub(/^#[a-z]+ [^ ]+ /, "", rule) }
    kind == "now" { if ($1 == "#foreign") now[chain, ++running[chain]] = rule; next }
    $1 == "#foreign" { saved[chain, ++others[chain]] = rule; next }
    { sub(/^[^ ]+ /, "", rule); hook[++hooks] = rule; of[hooks] = chain; before[hooks] = others[chain] + 0 }
    END {
      for (h = 1; h <= hooks; h++) {
        chain = of[h]
        split("", above)
        split("", below)
        for (i = 1; i <= others[chain]; i++) if (i <= before[h]) above[saved[chain, i]]++; else below[saved[chain, i]] = 1
        last = 0
        for (i = 1; i <= running[chain]; i++) {
          rule = now[chain, i]
          if (above[rule] > 0) { above[rule]--; last = i } else if (rule in below) break
        }
        split(chain, word, " ")
        print word[1], "-I", word[2], last + 1 + placed[chain]++, hook[h]
      }
    }' kind=now "$2" kind=file "$1"
}
`;
