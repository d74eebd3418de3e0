# Completion of salesrec for bash: candidates come from the program itself, by pinyin too.
_salesrec() {
    local line
    local -a values=()
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
    done < <("${COMP_WORDS[0]}" __complete bash "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null)
    COMPREPLY=("${values[@]}")
    # Names with spaces are quoted like names of files.
    compopt -o filenames -o nosort 2>/dev/null
    [[ ${#values[@]} -eq 1 && ${values[0]} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o bashdefault -F _salesrec salesrec
