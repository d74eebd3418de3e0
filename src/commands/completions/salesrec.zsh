#compdef salesrec
# Completion of salesrec for zsh: candidates come from the program itself, by pinyin too.
_salesrec() {
    local line
    local -a values shown
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done < <("${(Q)words[1]}" __complete zsh $((CURRENT - 1)) "${(@Q)words}" 2>/dev/null)
    (( ${#values} )) || return 1
    # What is spelt otherwise than it is written takes the place of the letters typed.
    [[ ${values[1]} == "${(Q)PREFIX}"* ]] || compstate[insert]=menu
    compadd -U -V salesrec -l -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _salesrec "$@"
else
    compdef _salesrec salesrec
fi
